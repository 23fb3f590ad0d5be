import { Button, Group, Paper, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { formatHours } from '../../../../domain/timesheets/hours';
import type { TimesheetLineWire, TimesheetWeek } from '../../../../domain/wire/timesheets';
import { ProblemNote } from '../../../components/problem-note';
import { StatusBadge } from '../../../components/status-badge';
import { TextCell } from '../../../components/text-cell';
import { useKeepLine, useTakeBack } from '../api';

const wordsOf = ({ task, billable, isReversal }: TimesheetLineWire) =>
  [
    task || 'No task',
    ...(billable ? [] : ['not billed']),
    ...(isReversal ? ['taken back'] : []),
  ].join(', ');

function Line({ line, mayChange }: { line: TimesheetLineWire; mayChange: boolean }) {
  const takeBack = useTakeBack();
  const mayTakeBack = mayChange && !line.isReversed && !line.isReversal;
  return (
    <Table.Tr>
      <Table.Td>{formatDate(line.workedOn)}</Table.Td>
      <TextCell>
        {wordsOf(line)}
        {line.isReversed && ' (taken back)'}
        <ProblemNote title="Not taken back" problem={takeBack.error} />
      </TextCell>
      <Table.Td ta="right">{formatHours(line.minutes)}</Table.Td>
      <Table.Td ta="right">
        {mayTakeBack && (
          <Button
            size="compact-xs"
            variant="default"
            loading={takeBack.isPending}
            aria-label={`Take back ${formatHours(line.minutes)} of ${formatDate(line.workedOn)}`}
            onClick={() => takeBack.mutate(line.id)}
          >
            Take back
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Sheet(props: { sheet: TimesheetWeek['sheets'][number]; isOpen: boolean }) {
  const { sheet, isOpen } = props;
  const { project, status, approvalId, minutes, lines } = sheet;
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {project.code} {project.name}
        </Text>
        <Group gap="xs">
          {lines.length > 0 && <Text size="sm">{formatHours(minutes)}</Text>}
          <StatusBadge status={status} />
          {approvalId && <Link to={`/approvals/${approvalId}`}>Approval</Link>}
        </Group>
      </Group>
      {lines.length > 0 && (
        <Table mt="xs" aria-label={`Lines of ${project.code}`}>
          <Table.Tbody>
            {lines.map((line) => (
              <Line key={line.id} line={line} mayChange={isOpen && status === 'approved'} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Paper>
  );
}

/** What was handed in of a week, and what became of it; of one that can still be changed it may be taken back. */
export function SheetList({ sheets, isOpen }: Pick<TimesheetWeek, 'sheets' | 'isOpen'>) {
  return (
    <Stack gap="sm">
      {sheets.map((sheet) => (
        <Sheet key={sheet.id} sheet={sheet} isOpen={isOpen} />
      ))}
    </Stack>
  );
}

/** Lines that take time back once they are handed in and approved. */
export function ReversalList({ reversals }: { reversals: TimesheetWeek['reversals'] }) {
  const keep = useKeepLine();
  return (
    <Stack gap="xs">
      <ProblemNote title="Not dropped" problem={keep.error} />
      {reversals.map((line) => (
        <Group key={line.id} justify="space-between" gap="xs">
          <Text size="sm">
            {line.project.code}, {formatDate(line.workedOn)}, {line.task || 'no task'}:{' '}
            {formatHours(line.minutes)}
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Keep the time of ${formatDate(line.workedOn)}`}
            onClick={() => keep.mutate(line.id)}
          >
            Keep it after all
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
