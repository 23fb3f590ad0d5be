import { Button, Group, Stack, Table } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { PROJECT_ROLE_NAMES, RATE_KIND_NAMES } from '../../../../domain/timesheets/rates';
import type { WorkRateWire } from '../../../../domain/wire/timesheets';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { holdsAny, useMe } from '../../../lib/session';
import { usePages } from '../../../lib/use-pages';
import { RateForm } from '../components/rate-form';

const TITLE = 'Work rates';
const HEAD = ['Kind', 'Whose', 'From', 'Until', 'An hour', 'Set by'];

const whose = ({ person, role, grade }: WorkRateWire) =>
  person?.name ?? (role ? `Role: ${PROJECT_ROLE_NAMES[role]}` : `Grade ${grade ?? ''}`);

function RateRow({ rate }: { rate: WorkRateWire }) {
  return (
    <Table.Tr>
      <Table.Td>{RATE_KIND_NAMES[rate.kind]}</Table.Td>
      <Table.Td>{whose(rate)}</Table.Td>
      <Table.Td>{formatDate(rate.validFrom)}</Table.Td>
      <Table.Td>{rate.until ? formatDate(rate.until) : 'further notice'}</Table.Td>
      <Table.Td>
        <MoneyText value={rate.hour} />
      </Table.Td>
      <Table.Td>{rate.setBy.name}</Table.Td>
    </Table.Tr>
  );
}

function Rates() {
  const [, setParams] = useSearchParams();
  const { filters } = useSearchFilters(['kind', 'employeeId', 'from'] as const);
  const query = { kind: filters.kind, employeeId: filters.employeeId };
  const pages = usePages<WorkRateWire>({
    ...{ key: keys.workRateList(query), path: '/work-rates', query },
  });
  const isNarrowed = filters.kind !== undefined || filters.employeeId !== undefined;
  return (
    <Stack>
      <Section title="Set a rate">
        <RateForm key={JSON.stringify(filters)} wanted={filters} />
      </Section>
      {isNarrowed && (
        <Group>
          <Button variant="default" onClick={() => setParams({})}>
            Show all rates
          </Button>
        </Group>
      )}
      <PageList
        pages={pages}
        empty={
          <EmptyState title="No rates yet">
            Without a cost rate of its day, approved time has no cost and its project no margin.
          </EmptyState>
        }
      >
        {(rates) => (
          <ScrollTable label={TITLE} head={HEAD}>
            {rates.map((rate) => (
              <RateRow key={rate.id} rate={rate} />
            ))}
          </ScrollTable>
        )}
      </PageList>
    </Stack>
  );
}

/** What an hour costs and is billed at: finance sets it. */
export function Component() {
  const isFinance = holdsAny(useMe(), 'finance', 'admin');
  return (
    <>
      <PageHeader
        title={TITLE}
        description="A person’s own rate goes before that of their role on the project, which goes before that of their grade. Approved time keeps the rate it was approved at."
      />
      {isFinance ? <Rates /> : <EmptyState title="This page is for finance" />}
    </>
  );
}
