import { Alert, Button, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { formatDate } from '../../../../domain/dates/format';
import type { LeaveYearRunWire, LeaveYearWire } from '../../../../domain/wire/leave-years';
import { LeaveTypeName } from '../../../components/leave-type-name';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { StatusBadge } from '../../../components/status-badge';
import { count } from '../../../lib/text';
import { isAtWork, useRunChange } from '../api';

type Totals = LeaveYearRunWire['done'][number];

const days = (value: string) => `${Number(value)}`;

function Totals({ label, totals }: { label: string; totals: Totals[] }) {
  return (
    <ScrollTable label={label} head={[label, 'People', 'Carried', 'Lost', 'Paid out']}>
      {totals.map(({ type, people, carry, expire, encash }) => (
        <Table.Tr key={type}>
          <Table.Td>
            <LeaveTypeName code={type} />
          </Table.Td>
          <Table.Td>{people}</Table.Td>
          <Table.Td>{days(carry)}</Table.Td>
          <Table.Td>{days(expire)}</Table.Td>
          <Table.Td>{days(encash)}</Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

function MissingRates({ run }: { run: LeaveYearRunWire }) {
  const lack = run.planned.reduce((sum, { lackRate }) => sum + lackRate, 0);
  if (lack === 0) return null;
  return (
    <Alert color="orange" variant="outline" title="Daily rates are missing" role="note">
      {count(lack, 'amount')} to be paid out cannot be worked out: these people have no daily rate
      that holds on 31 Dec {run.year}. They are owed all the same, and paid once a rate is entered
      in their leave account.
    </Alert>
  );
}

function RunProgress({ run }: { run: LeaveYearRunWire }) {
  const { due, done, changed } = run.counts;
  const all = due + done + changed;
  if (run.status === 'draft' || all === 0) return null;
  const value = ((done + changed) / all) * 100;
  return (
    <Stack gap={4}>
      <Progress value={value} aria-label="How far the run is" />
      <Text size="sm" role="status">
        {done + changed} of {all} done
        {changed > 0 && `, ${changed} otherwise than in the preview`}
        {run.status === 'stopping' && '; stops after the batch at hand'}
        {run.status === 'stopped' && '; stopped'}
        {run.status === 'done' && '; the year is ended'}
      </Text>
    </Stack>
  );
}

function RunActions({ year, run }: { year: LeaveYearWire; run: LeaveYearRunWire }) {
  const start = useRunChange('start');
  const stop = useRunChange('stop');
  const ask = () =>
    modals.openConfirmModal({
      title: `End ${run.year} for ${count(run.counts.due, 'balance')}?`,
      children: (
        <Text size="sm">
          What cannot be carried is lost or paid out. Each is written into the ledger and cannot be
          taken back here.
        </Text>
      ),
      labels: { confirm: 'Start the run', cancel: 'Not yet' },
      closeButtonProps: { 'aria-label': 'Close' },
      onConfirm: () => start.mutate(run.id),
    });
  const problem = start.error ?? stop.error;
  const mayStart = run.status === 'draft' || run.status === 'stopped';
  return (
    <Stack gap="xs">
      {problem && (
        <Alert color="red" variant="outline" role="alert" title="Nothing was changed">
          {problem.message}
        </Alert>
      )}
      {mayStart && !year.isOver && (
        <Text size="sm">
          A run can begin once {formatDate(year.lastDay)} is over everywhere. Until then this shows
          what would become of the leave there is now.
        </Text>
      )}
      <Group>
        {mayStart && year.isOver && run.counts.due > 0 && (
          <Button loading={start.isPending} onClick={ask}>
            {run.status === 'draft' ? 'Start the run' : 'Go on'}
          </Button>
        )}
        {isAtWork(run) && (
          <Button
            variant="default"
            loading={stop.isPending}
            disabled={run.status === 'stopping'}
            onClick={() => stop.mutate(run.id)}
          >
            Stop after this batch
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** What a run would do in all, how far it is, and what it has done. */
export function RunSummary({ year, run }: { year: LeaveYearWire; run: LeaveYearRunWire }) {
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <StatusBadge status={run.status} />
        <Text size="sm">
          {run.department ? run.department.name : 'Everybody'}, drawn up by {run.drawnBy.name}{' '}
          <RelativeTime at={run.drawnAt} />
          {run.startedBy && `, started by ${run.startedBy.name}`}
        </Text>
      </Group>
      <MissingRates run={run} />
      <RunProgress run={run} />
      <Totals label="As drawn up" totals={run.planned} />
      {run.done.length > 0 && <Totals label="As done" totals={run.done} />}
      <RunActions year={year} run={run} />
    </Stack>
  );
}
