import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { holdsAny, useMe } from '../../../lib/session';
import { ExpenseLinks } from './expense-links';

interface Props<Rate> {
  title: string;
  about: string;
  /** How finance enters one. */
  form: ReactNode;
  query: React.ComponentProps<typeof QueryView<Rate[]>>['query'];
  /** What it means that there is none. */
  none: { title: string; about: string };
  table: { label: string; head: string[]; row: (rate: Rate) => ReactNode };
}

/** A page of rates that everybody reads and finance enters. */
export function RatesForAll<Rate>({ title, about, form, query, none, table }: Props<Rate>) {
  const isFinance = holdsAny(useMe(), 'finance', 'admin');
  return (
    <>
      <PageHeader title={title} description={about} />
      <ExpenseLinks />
      <Stack>
        {isFinance && <Section title="Enter a rate">{form}</Section>}
        <QueryView query={query}>
          {(rates) =>
            rates.length === 0 ? (
              <EmptyState title={none.title}>{none.about}</EmptyState>
            ) : (
              <ScrollTable label={table.label} head={table.head}>
                {rates.map(table.row)}
              </ScrollTable>
            )
          }
        </QueryView>
      </Stack>
    </>
  );
}
