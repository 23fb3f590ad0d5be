import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { addDays } from '../../../../domain/dates/calendar';
import { formatHours } from '../../../../domain/timesheets/hours';
import type { TimesheetWeek } from '../../../../domain/wire/timesheets';
import { EmptyState } from '../../../components/empty-state';
import { ProblemNote } from '../../../components/problem-note';
import { mutateThen } from '../../../lib/mutate-then';
import { useHandIn, useReadWeek } from '../api';
import { emptyRow, rowTotal, withRowsOf } from '../grid-state';
import { useGrid, type Grid, type SaveState } from '../use-grid';
import { GridRows } from './grid-rows';

const STATES: Record<SaveState, string> = {
  saved: 'Saved',
  changed: 'Not saved yet',
  saving: 'Saving…',
  unreadable: 'Not saved: a cell is not a time',
  refused: 'Not saved',
};

function AddRow({ week, grid }: { week: TimesheetWeek; grid: Grid }) {
  const previous = useReadWeek();
  const copy = () =>
    mutateThen(previous, addDays(week.startsOn, -7), {
      onSuccess: (before) => {
        const mine = week.projects.map(({ id }) => id);
        const rows = withRowsOf(grid.rows, before, mine);
        if (rows.length > grid.rows.length) grid.change(rows);
        else notifications.show({ message: 'The week before has nothing that is not here' });
      },
    });
  return (
    <Group align="flex-end" gap="sm">
      <Select
        label="Add a row for"
        searchable
        nothingFoundMessage="No project of yours"
        data={week.projects.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
        value={null}
        disabled={!week.isOpen}
        onChange={(id) => id && grid.change([...grid.rows, emptyRow(id)])}
      />
      <Button variant="default" loading={previous.isPending} disabled={!week.isOpen} onClick={copy}>
        Copy last week
      </Button>
    </Group>
  );
}

/** What waits for each project: its time in the grid and what is to be taken back. */
function waitingOf({ projects, reversals }: TimesheetWeek, { rows }: Grid) {
  return projects.flatMap((project) => {
    const own = rows.filter(({ projectId }) => projectId === project.id);
    const back = reversals.filter((line) => line.project.id === project.id);
    const minutes =
      own.reduce((sum, row) => sum + rowTotal(row), 0) +
      back.reduce((sum, line) => sum + line.minutes, 0);
    const hasAny = back.length > 0 || own.some((row) => rowTotal(row) > 0);
    return hasAny ? [{ ...project, minutes }] : [];
  });
}

function HandIn({ week, grid }: { week: TimesheetWeek; grid: Grid }) {
  const handIn = useHandIn(week.startsOn);
  const waiting = waitingOf(week, grid);
  if (waiting.length === 0) return null;
  const send = async (projectId: string) => {
    if (grid.state !== 'saved' && !(await grid.saveNow())) return;
    mutateThen(handIn, projectId, {
      onSuccess: () => notifications.show({ color: 'green', message: 'Handed in for approval' }),
    });
  };
  return (
    <Stack gap="xs">
      <ProblemNote title="Not handed in" problem={handIn.error} />
      <Group gap="sm">
        {waiting.map(({ id, code, minutes }) => (
          <Button
            key={id}
            loading={handIn.isPending && handIn.variables === id}
            disabled={!week.isOpen || handIn.isPending || grid.state === 'unreadable'}
            onClick={() => void send(id)}
          >
            Hand in {code}, {formatHours(minutes)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

/** The drafts of a week, which save themselves, and the way to hand them in. */
export function WeekGrid({ week }: { week: TimesheetWeek }) {
  const grid = useGrid(week);
  return (
    <Stack>
      <AddRow week={week} grid={grid} />
      {grid.rows.length === 0 ? (
        <EmptyState title="No time entered">
          {week.projects.length === 0
            ? 'You are on no project. Its manager puts you on one.'
            : 'Add a row for a project, or copy last week.'}
        </EmptyState>
      ) : (
        <GridRows week={week} rows={grid.rows} onChange={grid.change} />
      )}
      {grid.state === 'refused' && (
        <ProblemNote title="Not saved; what you typed is still here" problem={grid.problem} />
      )}
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {STATES[grid.state]}
        </Text>
        {grid.state === 'refused' && (
          <Button size="xs" variant="default" onClick={grid.takeSaved}>
            Load what was saved
          </Button>
        )}
      </Group>
      <HandIn week={week} grid={grid} />
    </Stack>
  );
}
