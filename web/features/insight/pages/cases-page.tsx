import { Anchor, Button, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate, formatDateRange } from '../../../../domain/dates/format';
import { parseDate } from '../../../../domain/dates/calendar';
import { isOfNow, MEASURES, NOBODY, type Measure } from '../../../../domain/insight/measures';
import type { InsightCase } from '../../../../domain/wire/insight';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { StatusBadge } from '../../../components/status-badge';
import { withQuery } from '../../../lib/api';
import { humanise } from '../../../lib/text';
import { casesFile, useCases } from '../api';
import { HeadsOnly } from '../components/heads-only';
import { useCaseFilters, type CaseFilters } from '../filters';
import { bandLabel, formatDuration, kindLabel, LENGTH_TITLES, MEASURE_TITLES } from '../words';

function CaseRow({ found }: { found: InsightCase }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/approvals/${found.approvalId}`} size="sm" fw={600}>
          {found.title}
        </Anchor>
        <Text size="xs" c="dimmed">
          {found.kindLabel}
        </Text>
      </Table.Td>
      <Table.Td>
        {found.requester.name}
        <Text size="xs" c="dimmed">
          {found.department}
        </Text>
      </Table.Td>
      <Table.Td>
        {found.step ?? '–'}
        <Text size="xs" c="dimmed">
          {found.approver?.name}
          {found.channel && ` by ${found.channel}`}
        </Text>
      </Table.Td>
      <Table.Td>
        <StatusBadge status={found.status} />
      </Table.Td>
      <Table.Td>
        <RelativeTime at={found.endedAt ?? found.startedAt} />
      </Table.Td>
      <Table.Td>{formatDuration(found.seconds)}</Table.Td>
    </Table.Tr>
  );
}

function periodOf({ from = '', to = '' }: CaseFilters, measure: Measure): string {
  if (isOfNow(measure) || !parseDate(from) || !parseDate(to)) return 'As of now';
  return formatDateRange(from, to);
}

/** How each filter reads; what only the rows know is read from the first. */
const WORDS: [keyof CaseFilters, (value: string, first: InsightCase | undefined) => unknown][] = [
  ['kind', kindLabel],
  ['departmentId', (_id, first) => first?.department],
  ['status', humanise],
  ['step', (name) => name],
  ['approverId', (id, first) => (id === NOBODY ? 'nobody asked' : first?.approver?.name)],
  ['channel', (channel) => `by ${channel}`],
  ['week', (week) => parseDate(week) && `week of ${formatDate(week)}`],
  ['band', (band) => bandLabel(Number(band))],
];

/** What the list is narrowed to, in words. */
function describe(filters: CaseFilters, measure: Measure, first: InsightCase | undefined): string {
  const words = WORDS.map(([name, say]) => {
    const value = filters[name];
    return value === undefined ? undefined : say(value, first);
  });
  return [periodOf(filters, measure), ...words].filter(Boolean).join(' · ');
}

function Cases({ filters, measure }: { filters: CaseFilters; measure: Measure }) {
  const pages = useCases(filters);
  const { from, to, kind, departmentId } = filters;
  const head = ['Request', 'Requester', 'Step', 'Status', isOfNow(measure) ? 'Since' : 'When'];
  return (
    <>
      <PageHeader
        title={MEASURE_TITLES[measure]}
        description={describe(filters, measure, pages.items?.[0])}
        actions={
          <>
            <Button
              variant="default"
              component={Link}
              to={withQuery('/insight', { from, to, kind, departmentId })}
            >
              All figures
            </Button>
            <Button component="a" href={casesFile(filters)} download>
              Download CSV
            </Button>
          </>
        }
      />
      <PageList pages={pages} empty={<EmptyState title="No requests behind this figure" />}>
        {(cases) => (
          <ScrollTable label={MEASURE_TITLES[measure]} head={[...head, LENGTH_TITLES[measure]]}>
            {cases.map((found) => (
              <CaseRow key={found.id} found={found} />
            ))}
          </ScrollTable>
        )}
      </PageList>
    </>
  );
}

function Chosen() {
  const filters = useCaseFilters();
  const measure = MEASURES.find((name) => name === filters.measure);
  if (measure) return <Cases filters={filters} measure={measure} />;
  return (
    <>
      <PageHeader title="Insight" />
      <EmptyState title="There is no such figure" />
    </>
  );
}

/** The requests behind a figure. */
export function Component() {
  return (
    <HeadsOnly>
      <Chosen />
    </HeadsOnly>
  );
}
