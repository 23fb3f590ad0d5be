import { Anchor, Group, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { BankAccountWire } from '../../../../domain/wire/bank';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import { withQuery } from '../../../lib/api';
import { useBankAccounts } from '../bank-api';

const WAYS = [
  { to: '/finance/bank', label: 'Lines of the bank' },
  { to: '/finance/bank/import', label: 'Take in a statement' },
  { to: '/finance/bank/reconciliation', label: 'Reconciliation' },
];

/** Which account a page of the bank is of, and the way to its other pages; the first one until another is chosen. */
export function BankAccountChoice(props: {
  chosen: string | undefined;
  onChoose: (account: string | null) => void;
  children: (account: BankAccountWire) => ReactNode;
}) {
  const query = useBankAccounts();
  return (
    <QueryView query={query}>
      {(accounts) => {
        const account = props.chosen
          ? accounts.find((one) => one.account.id === props.chosen)
          : accounts[0];
        if (!account) return <EmptyState title="There is no such bank account" />;
        const { id } = account.account;
        return (
          <>
            <Group align="flex-end">
              <Select
                label="Account"
                maw={320}
                allowDeselect={false}
                data={accounts.map((one) => ({
                  value: one.account.id,
                  label: `${one.account.code} ${one.account.name}`,
                }))}
                value={id}
                onChange={props.onChoose}
              />
              <Group component="nav" aria-label="Bank" gap="md">
                {WAYS.map(({ to, label }) => (
                  <Anchor
                    key={to}
                    component={Link}
                    to={withQuery(to, { account: id })}
                    size="sm"
                    underline="always"
                  >
                    {label}
                  </Anchor>
                ))}
              </Group>
            </Group>
            {props.children(account)}
          </>
        );
      }}
    </QueryView>
  );
}
