import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router';
import type { MoneyWire } from '../../../../domain/wire/common';
import { MoneyText } from '../../../components/money-text';

/** A cell with an amount that leads to the rows it is made of. */
export function MoneyLink({ to, value }: { to: string; value: MoneyWire }) {
  return (
    <Table.Td ta="right">
      <Anchor component={Link} to={to} size="sm" underline="always">
        <MoneyText value={value} />
      </Anchor>
    </Table.Td>
  );
}
