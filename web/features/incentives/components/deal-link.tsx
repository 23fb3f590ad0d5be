import { Anchor } from '@mantine/core';
import { Link } from 'react-router';

/** A deal by its number and name, as a way to its page. */
export function DealLink({ deal }: { deal: { id: string; number: string; name: string } }) {
  return (
    <Anchor component={Link} to={`/deals/${deal.id}`} size="sm" underline="always">
      {deal.number}, {deal.name}
    </Anchor>
  );
}
