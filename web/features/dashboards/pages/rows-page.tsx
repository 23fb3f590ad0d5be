import { Anchor, Button, Table, Text } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { FIGURE_IDS, figureSpec, type FigureSpec } from '../../../../domain/dashboards/figures';
import type { FigureRow } from '../../../../domain/wire/dashboards';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { rowsFile, useFigureRows, type RowFilters } from '../api';
import { barName, DIMENSION_NAMES, valueText } from '../words';

const PLACES: Record<NonNullable<FigureRow['target']>['to'], (id: string) => string> = {
  approval: (id) => `/approvals/${id}`,
  person: (id) => `/people/${id}`,
  onboarding: (id) => `/onboardings/${id}`,
  mail: (id) => `/admin/mail/${id}`,
  advance: () => '/expenses/advances',
  'leave-account': (id) => `/leave/account?person=${id}`,
};

function Row({ row, spec }: { row: FigureRow; spec: FigureSpec }) {
  const { target, part } = row;
  return (
    <Table.Tr>
      <Table.Td>
        {target ? (
          <Anchor component={Link} to={PLACES[target.to](target.id)} size="sm" fw={600}>
            {row.title}
          </Anchor>
        ) : (
          <Text size="sm" fw={600}>
            {row.title}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {row.person?.name ?? '–'}
        <Text size="xs" c="dimmed">
          {row.department}
        </Text>
      </Table.Td>
      <Table.Td>{barName(spec.by, row.by, row.label)}</Table.Td>
      {spec.part && <Table.Td>{part === null ? '–' : barName(spec.part, part)}</Table.Td>}
      <Table.Td>
        <RelativeTime at={row.at} />
      </Table.Td>
      {spec.measure !== 'count' && <Table.Td>{valueText(spec, row)}</Table.Td>}
    </Table.Tr>
  );
}

/** What the list is narrowed to, in words; what only the rows know is read from the first. */
function describe(spec: FigureSpec, filters: RowFilters, first: FigureRow | undefined): string {
  const { by, part, currency } = filters;
  return [
    spec.about,
    by !== undefined && `${DIMENSION_NAMES[spec.by]}: ${barName(spec.by, by, first?.label)}.`,
    part !== undefined &&
      spec.part &&
      `${DIMENSION_NAMES[spec.part]}: ${barName(spec.part, part)}.`,
    currency !== undefined && `In ${currency}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function Rows({ spec, filters }: { spec: FigureSpec; filters: RowFilters }) {
  const pages = useFigureRows(filters);
  const head = ['What', 'Who', DIMENSION_NAMES[spec.by]];
  const rest = [
    ...(spec.part ? [DIMENSION_NAMES[spec.part]] : []),
    'When',
    ...(spec.measure === 'count' ? [] : ['Value']),
  ];
  return (
    <>
      <PageHeader
        title={spec.title}
        description={describe(spec, filters, pages.items?.[0])}
        actions={
          <>
            <Button variant="default" component={Link} to={`/dashboard?view=${spec.view}`}>
              All figures
            </Button>
            <Button component="a" href={rowsFile(filters)} download>
              Download CSV
            </Button>
          </>
        }
      />
      <PageList pages={pages} empty={<EmptyState title="Nothing is behind this figure" />}>
        {(rows) => (
          <ScrollTable label={spec.title} head={[...head, ...rest]}>
            {rows.map((row) => (
              <Row key={row.id} row={row} spec={spec} />
            ))}
          </ScrollTable>
        )}
      </PageList>
    </>
  );
}

/** The rows behind a figure of a dashboard. */
export function Component() {
  const [params] = useSearchParams();
  const figure = FIGURE_IDS.find((id) => id === params.get('figure'));
  if (!figure) {
    return (
      <>
        <PageHeader title="Dashboard" />
        <EmptyState title="There is no such figure" />
      </>
    );
  }
  const given = (name: string) => params.get(name) ?? undefined;
  const filters = { figure, by: given('by'), part: given('part'), currency: given('currency') };
  return <Rows spec={figureSpec(figure)} filters={filters} />;
}
