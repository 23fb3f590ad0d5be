import { Group, Table } from '@mantine/core';
import type { AssistantUsage } from '../../../../domain/wire/assistant-threads';
import { DayInput } from '../../../components/day-input';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { PageList } from '../../../components/page-list';
import { ScrollTable } from '../../../components/scroll-table';
import { sayDate } from '../../../lib/dates';
import { useSearchFilters } from '../../../lib/search-filters';
import { useUsage } from '../api';
import { AdminPage } from '../components/admin-page';

const COUNT = new Intl.NumberFormat('en-IN');

function Row({ usage }: { usage: AssistantUsage }) {
  const { day, person, questions, inputTokens, outputTokens, cost } = usage;
  return (
    <Table.Tr>
      <Table.Td>{sayDate(day)}</Table.Td>
      <Table.Td>{person.name}</Table.Td>
      {[questions, inputTokens, outputTokens].map((number, index) => (
        <Table.Td key={index} ta="right">
          {COUNT.format(number)}
        </Table.Td>
      ))}
      <Table.Td ta="right">{cost ? <MoneyText value={cost} /> : 'No price set'}</Table.Td>
    </Table.Tr>
  );
}

function Usage() {
  const { filters, setFilter } = useSearchFilters(['from', 'to'] as const);
  const pages = useUsage(filters);
  return (
    <>
      <Group gap="sm" mb="md" role="search" aria-label="Which days">
        <DayInput
          label="From"
          value={filters.from ?? ''}
          onChange={(day) => setFilter('from', day)}
        />
        <DayInput label="To" value={filters.to ?? ''} onChange={(day) => setFilter('to', day)} />
      </Group>
      <PageList pages={pages} empty={<EmptyState title="Nobody has asked anything" />}>
        {(rows) => (
          <ScrollTable
            label="Usage per person and day"
            figures={['Questions', 'Tokens in', 'Tokens out', 'Cost']}
            head={['Day', 'Person', 'Questions', 'Tokens in', 'Tokens out', 'Cost']}
          >
            {rows.map((usage) => (
              <Row key={`${usage.day} ${usage.person.id}`} usage={usage} />
            ))}
          </ScrollTable>
        )}
      </PageList>
    </>
  );
}

/** What each person used on each day. */
export function Component() {
  return (
    <AdminPage
      title="Assistant usage"
      description="Questions, tokens and cost per person and day. The offline planner costs nothing."
    >
      <Usage />
    </AdminPage>
  );
}
