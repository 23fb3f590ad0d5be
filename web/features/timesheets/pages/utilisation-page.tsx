import { Anchor, Group, Stack } from '@mantine/core';
import { Link } from 'react-router';
import { formatHours } from '../../../../domain/timesheets/hours';
import type { UtilisationRow } from '../../../../domain/wire/utilisation';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { SearchBox } from '../../../components/search-box';
import { dateIn } from '../../../lib/dates';
import { useT } from '../../../lib/i18n/language';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { useZone } from '../../../lib/session';
import { usePages } from '../../../lib/use-pages';
import { ColumnTable, type Cells } from '../../lists/components/column-table';
import { ListTools } from '../../lists/components/list-tools';
import { useColumns } from '../../lists/use-columns';
import { DepartmentSection, sayPercent } from '../components/department-utilisation';
import { MonthField } from '../components/month-field';

const USUAL: (keyof Cells<'utilisation', UtilisationRow>)[] = [
  ...(['person', 'department', 'billable', 'available', 'percent'] as const),
];

const cellsOf = (month: string): Cells<'utilisation', UtilisationRow> => ({
  person: ({ person }) => (
    <Anchor component={Link} to={`/utilisation/${person.id}?month=${month}`} size="sm" fw={600}>
      {person.name}
    </Anchor>
  ),
  department: ({ department }) => department?.name ?? '–',
  billable: ({ billable }) => formatHours(billable),
  other: ({ other }) => formatHours(other),
  available: ({ available }) => formatHours(available),
  percent: ({ percent }) => sayPercent(percent),
});

/** How much of the time people had in a month was billed. */
export function Component() {
  const t = useT();
  const { filters, setFilter } = useSearchFilters(['month', 'q'] as const);
  const thisMonth = dateIn(useZone()).slice(0, 7);
  const query = { ...filters, month: filters.month ?? thisMonth };
  const pages = usePages<UtilisationRow>({
    ...{ key: keys.utilisation('people', query), path: '/utilisation', query },
  });
  const columns = useColumns('utilisation', USUAL);
  return (
    <>
      <PageHeader
        title={t('Utilisation')}
        description="Approved billable time of the time there was: working hours, less holidays and approved leave."
        actions={<ExportMenu list="utilisation" filters={{ ...query, cols: columns.cols }} />}
      />
      <Stack>
        <Group align="flex-end">
          <MonthField month={query.month} onChoose={(month) => setFilter('month', month)} />
          <SearchBox
            label="Search the people"
            value={filters.q}
            onSearch={(words) => setFilter('q', words)}
          />
        </Group>
        <DepartmentSection month={query.month} />
        <ListTools columns={columns} />
        <PageList pages={pages} empty={<EmptyState title="Nobody was here in this month" />}>
          {(rows) => (
            <ColumnTable
              list="utilisation"
              label="People"
              columns={columns.shown ?? USUAL}
              cells={cellsOf(query.month)}
              rows={rows}
            />
          )}
        </PageList>
      </Stack>
    </>
  );
}
