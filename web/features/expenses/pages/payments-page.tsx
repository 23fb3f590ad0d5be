import { Select, Stack } from '@mantine/core';
import { REIMBURSEMENT_STATUSES } from '../../../../domain/wire/expenses';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { useSearchFilters } from '../../../lib/search-filters';
import { humanise } from '../../../lib/text';
import { useBatches, useReimbursements } from '../api';
import { BatchCard } from '../components/batch-list';
import { CompanyAccountSection } from '../components/company-account';
import { DueList } from '../components/due-list';
import { ExpenseLinks } from '../components/expense-links';
import { FinanceOnly } from '../components/finance-only';

const statuses = REIMBURSEMENT_STATUSES.map((value) => ({ value, label: humanise(value) }));

function Owed() {
  const { filters, setFilter } = useSearchFilters(['status'] as const);
  const status = filters.status ?? 'due';
  const query = useReimbursements(status);
  return (
    <Stack>
      <Select
        label="What is owed"
        maw={220}
        data={statuses}
        allowDeselect={false}
        value={status}
        onChange={(value) => setFilter('status', value)}
      />
      <QueryView query={query}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title="Nothing here" />
          ) : (
            <DueList key={status} items={items} />
          )
        }
      </QueryView>
    </Stack>
  );
}

function Batches() {
  const query = useBatches();
  return (
    <QueryView query={query}>
      {(batches) =>
        batches.length === 0 ? (
          <EmptyState title="No batches yet" />
        ) : (
          <Stack>
            {batches.map((batch) => (
              <BatchCard key={batch.id} batch={batch} />
            ))}
          </Stack>
        )
      }
    </QueryView>
  );
}

/** What approved claims are owed, and the batches it is paid in. */
export function Component() {
  return (
    <FinanceOnly title="Reimbursements">
      <PageHeader
        title="Reimbursements"
        description="What approved claims are owed: put into a batch, taken to the bank, and paid."
      />
      <ExpenseLinks />
      <Stack>
        <Owed />
        <Batches />
        <CompanyAccountSection />
      </Stack>
    </FinanceOnly>
  );
}
