import { Group, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { WatchState, WatchEnd } from '../../../../domain/projects/go-live-watch';
import type { ProjectWatchWire, WatchWire } from '../../../../domain/wire/go-live-watch';
import { QueryView } from '../../../components/query-view';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { useWatches } from '../api';
import { ReportForm } from './report-form';

type CheckIn = WatchWire['checkIns'][number];
type Report = WatchWire['reports'][number];

const STATE_NAMES: Record<WatchState, string> = {
  good: 'Good',
  watch: 'To be watched',
  trouble: 'In trouble',
};

const END_NAMES: Record<WatchEnd, string> = {
  through: 'All check-ins were given',
  lapsed: 'The last check-in was not given',
  'rolled-back': 'Rolled back',
  closed: 'The project ended',
};

function standing(checkIn: CheckIn, isOver: boolean): string {
  if (checkIn.toldAt) return 'unanswered';
  if (checkIn.askedAt) return 'open';
  return isOver ? 'dropped' : 'planned';
}

function CheckInRow({ checkIn, watch }: { checkIn: CheckIn; watch: WatchWire }) {
  const report = watch.reports.find(({ workingDay }) => workingDay === checkIn.workingDay);
  const status = report ? 'done' : standing(checkIn, watch.endedHow !== null);
  return (
    <Table.Tr>
      <Table.Td>Working day {checkIn.workingDay}</Table.Td>
      <Table.Td>{formatDate(checkIn.fallsOn)}</Table.Td>
      <Table.Td>
        <StatusBadge status={status} />
      </Table.Td>
    </Table.Tr>
  );
}

function Said({ report }: { report: Report }) {
  const { state, openIncidents, decision, workingDay, note, by, at } = report;
  const parts = [
    STATE_NAMES[state],
    openIncidents === 1 ? '1 open incident' : `${openIncidents} open incidents`,
    ...(decision === 'roll-back' ? ['rolled back'] : []),
  ];
  return (
    <Stack gap={0} component="li">
      <Text size="sm" fw={600}>
        {parts.join(', ')}
      </Text>
      {note !== '' && (
        <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
          {note}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {by.name}, {workingDay === null ? 'between two check-ins' : `working day ${workingDay}`},{' '}
        <RelativeTime at={at} />
      </Text>
    </Stack>
  );
}

function Watch({ watch }: { watch: WatchWire }) {
  const { startsOn, endedHow, approvalId, checkIns, reports } = watch;
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Text size="sm">
          Live from {formatDate(startsOn)}. {endedHow && `${END_NAMES[endedHow]}.`}
        </Text>
        <Link to={`/approvals/${approvalId}`}>who has signed</Link>
      </Group>
      <ScrollTable label="Check-ins" head={['Check-in', 'Day', 'State']}>
        {checkIns.map((checkIn) => (
          <CheckInRow key={checkIn.workingDay} checkIn={checkIn} watch={watch} />
        ))}
      </ScrollTable>
      {reports.length > 0 && (
        <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
          {reports.map((report) => (
            <Said key={report.at} report={report} />
          ))}
        </Stack>
      )}
    </Stack>
  );
}

function Watches({ projectId, watches }: { projectId: string; watches: ProjectWatchWire }) {
  const { items, mayReport } = watches;
  if (items.length === 0) return null;
  return (
    <Section title="After the go-live">
      <Stack gap="lg">
        {mayReport && <ReportForm projectId={projectId} />}
        {items.map((watch) => (
          <Watch key={watch.goLiveId} watch={watch} />
        ))}
      </Stack>
    </Section>
  );
}

/** How a project does after its go-lives; nothing before the first. */
export function WatchSection({ projectId }: { projectId: string }) {
  const watches = useWatches(projectId);
  return (
    <QueryView query={watches}>
      {(data) => <Watches projectId={projectId} watches={data} />}
    </QueryView>
  );
}
