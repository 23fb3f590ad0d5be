import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { AreaLinks } from '../../../components/area-links';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { holdsAny, useMe } from '../../../lib/session';

const PLACES = [
  { to: '/finance', label: 'Overview', isForHeads: true },
  { to: '/finance/reports/profit-and-loss', label: 'Profit and loss', isForHeads: true },
  { to: '/finance/reports/balance-sheet', label: 'Balance sheet' },
  { to: '/finance/reports/trial-balance', label: 'Trial balance' },
  { to: '/finance/reports/aging', label: 'Aging' },
  { to: '/finance/invoices', label: 'Invoices' },
  { to: '/finance/receipts', label: 'Receipts' },
  { to: '/finance/bills', label: 'Bills', isForHeads: true },
  { to: '/finance/bank', label: 'Bank' },
  { to: '/finance/taxes', label: 'Taxes' },
  { to: '/finance/budgets', label: 'Budgets', isForHeads: true },
  { to: '/finance/journal', label: 'Journal' },
  { to: '/finance/ledger', label: 'Ledger', isForHeads: true },
  { to: '/finance/accounts', label: 'Accounts' },
  { to: '/finance/periods', label: 'Periods' },
];

/** Whether one keeps the whole books; the head of a department reads a part. */
export const useKeepsBooks = () => holdsAny(useMe(), 'finance', 'admin');

/** A page of the books: its header, the way to the others, and who is spared what the API would refuse. */
export function BooksPage(props: {
  title: string;
  description?: string;
  actions?: ReactNode;
  forHeads?: boolean;
  children: ReactNode;
}) {
  const keeps = useKeepsBooks();
  const me = useMe();
  const mayRead = keeps || (props.forHeads === true && holdsAny(me, 'department-head'));
  if (!mayRead)
    return (
      <>
        <PageHeader title={props.title} />
        <EmptyState title="This page is for finance" />
      </>
    );
  return (
    <>
      <PageHeader title={props.title} description={props.description} actions={props.actions} />
      <AreaLinks label="Finance" places={PLACES.filter(({ isForHeads }) => keeps || isForHeads)} />
      <Stack>{props.children}</Stack>
    </>
  );
}
