import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { MoneyWire } from '../../../../domain/wire/common';
import { MoneyText } from '../../../components/money-text';
import { withQuery, type QueryParams } from '../../../lib/api';

/** The address of the lines behind a figure. */
export const linesOf = (filters: QueryParams) => withQuery('/finance/ledger', filters);

/** An account, leading to the lines that its figure is made of. */
export function AccountLink(props: {
  account: { id: string; code: string; name: string };
  filters: QueryParams;
}) {
  const { account, filters } = props;
  return (
    <Anchor
      component={Link}
      to={linesOf({ ...filters, account: account.id })}
      size="sm"
      underline="always"
    >
      {account.code} {account.name}
    </Anchor>
  );
}

/** A cell with an amount, set to the right. */
export function AmountCell({ value, bold }: { value: MoneyWire | null; bold?: boolean }) {
  return (
    <Table.Td ta="right">
      <Text size="sm" fw={bold ? 700 : undefined} component="span">
        {value && <MoneyText value={value} />}
      </Text>
    </Table.Td>
  );
}

/** An amount as its document says it, over what it is in the books where that is another currency. */
export function TwoAmounts({ value, base }: { value: MoneyWire; base: MoneyWire | null }) {
  return (
    <Table.Td ta="right">
      <Text size="sm">
        <MoneyText value={value} />
      </Text>
      {base && value.currency !== base.currency && (
        <Text size="xs">
          <MoneyText value={base} />
        </Text>
      )}
    </Table.Td>
  );
}

/** A row of sums. */
export function TotalRow({ label, amounts }: { label: string; amounts: MoneyWire[] }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{label}</Table.Th>
      {amounts.map((amount, at) => (
        <AmountCell key={at} value={amount} bold />
      ))}
    </Table.Tr>
  );
}
