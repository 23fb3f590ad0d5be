import { Button } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link } from 'react-router';

/** Leads to the form of one kind. */
export function NewRequestButton({ to, children }: { to: string; children: string }) {
  return (
    <Button
      component={Link}
      to={to}
      variant="light"
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {children}
    </Button>
  );
}
