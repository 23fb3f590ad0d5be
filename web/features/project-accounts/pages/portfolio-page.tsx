import { Anchor, Group, Select, Stack } from '@mantine/core';
import { Link } from 'react-router';
import { METHOD_NAMES } from '../../../../domain/project-accounts/earned';
import type { MoneyWire } from '../../../../domain/wire/common';
import type { PortfolioRow } from '../../../../domain/wire/project-terms';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { MoneyText } from '../../../components/money-text';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { SearchBox } from '../../../components/search-box';
import { StatusBadge } from '../../../components/status-badge';
import { useT } from '../../../lib/i18n/language';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { humanise } from '../../../lib/text';
import { usePages } from '../../../lib/use-pages';
import { ColumnTable, type Cells } from '../../lists/components/column-table';
import { ListTools } from '../../lists/components/list-tools';
import { useColumns } from '../../lists/use-columns';

const STATUSES = ['planned', 'active', 'live', 'closed'];
const USUAL: (keyof Cells<'project-portfolio', PortfolioRow>)[] = [
  ...(['code', 'name', 'customer', 'status', 'revenue', 'cost', 'margin', 'burn'] as const),
];

const money = (value: MoneyWire | null) => (value ? <MoneyText value={value} /> : 'Not known');

const CELLS: Cells<'project-portfolio', PortfolioRow> = {
  code: ({ code }) => code,
  name: ({ id, name }) => (
    <Anchor component={Link} to={`/projects/${id}/pnl`} size="sm" fw={600}>
      {name}
    </Anchor>
  ),
  customer: ({ customer }) => customer,
  department: ({ department }) => department,
  manager: ({ manager }) => manager,
  status: ({ status }) => <StatusBadge status={status} />,
  method: ({ method }) => method && METHOD_NAMES[method],
  revenue: ({ revenue }) => money(revenue),
  cost: ({ cost }) => money(cost),
  margin: ({ margin }) => money(margin),
  budget: ({ budget }) => budget && money(budget),
  burn: ({ burn }) => burn && `${burn} %`,
  billable: ({ billableShare }) => billableShare && `${billableShare} %`,
};

/** Every project whose account one may see, over its whole life. */
export function Component() {
  const t = useT();
  const { filters, setFilter } = useSearchFilters(['status', 'q'] as const);
  const pages = usePages<PortfolioRow>({
    ...{ key: keys.portfolio(filters), path: '/project-portfolio', query: filters },
  });
  const columns = useColumns('project-portfolio', USUAL);
  return (
    <>
      <PageHeader
        title={t('Portfolio')}
        description="Each project over its whole life; its name leads to the lines."
        actions={
          <ExportMenu list="project-portfolio" filters={{ ...filters, cols: columns.cols }} />
        }
      />
      <Stack>
        <Group align="flex-end">
          <SearchBox
            label="Search the projects"
            value={filters.q}
            onSearch={(words) => setFilter('q', words)}
          />
          <Select
            label="Status"
            clearable
            data={STATUSES.map((value) => ({ value, label: humanise(value) }))}
            value={filters.status ?? null}
            onChange={(status) => setFilter('status', status)}
          />
        </Group>
        <ListTools columns={columns} />
        <PageList pages={pages} empty={<EmptyState title="No projects" />}>
          {(rows) => (
            <ColumnTable
              list="project-portfolio"
              label="Portfolio"
              columns={columns.shown ?? USUAL}
              cells={CELLS}
              rows={rows}
            />
          )}
        </PageList>
      </Stack>
    </>
  );
}
