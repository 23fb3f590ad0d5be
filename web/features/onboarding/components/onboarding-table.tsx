import { Box, Progress, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { ColumnOf } from '../../../../domain/lists/columns';
import type { SortColumn } from '../../../../domain/lists/sorting';
import type { OnboardingWire } from '../../../../domain/wire/onboarding';
import { RelativeTime } from '../../../components/relative-time';
import { StatusBadge } from '../../../components/status-badge';
import { count } from '../../../lib/text';
import { ColumnTable, type Cells } from '../../lists/components/column-table';
import type { ChosenSort } from '../../lists/use-sort';
import { PURPOSE_WORDS } from '../words';

/** How much of a checklist is settled. */
export function ChecklistProgress({ tasks }: Pick<OnboardingWire, 'tasks'>) {
  const done = `${tasks.settled} of ${count(tasks.total, 'task')}`;
  return (
    <>
      <Progress.Root size="sm">
        <Progress.Section
          value={(tasks.settled / tasks.total) * 100}
          aria-label={`${done} settled`}
        />
      </Progress.Root>
      <Text size="xs" c="dimmed" mt={4}>
        {done}
        {tasks.blocking > 0 && `, ${tasks.blocking} still blocking`}
      </Text>
    </>
  );
}

const CELLS: Cells<'onboardings', OnboardingWire> = {
  person: ({ id, person, purpose }) => (
    <Link to={`/onboardings/${id}`}>
      {PURPOSE_WORDS[purpose]} of {person.name}
    </Link>
  ),
  purpose: ({ purpose }) => PURPOSE_WORDS[purpose],
  checklist: ({ template }) => template,
  dayZero: ({ dayZero }) => formatDate(dayZero),
  progress: ({ tasks }) => (
    <Box miw={140}>
      <ChecklistProgress tasks={tasks} />
    </Box>
  ),
  blocking: ({ tasks }) => tasks.blocking,
  status: ({ status }) => <StatusBadge status={status} />,
  startedBy: ({ startedBy }) => startedBy.name,
  started: ({ startedAt }) => <RelativeTime at={startedAt} />,
};

/** The columns of onboardings as long as nobody chooses others. */
export const USUAL_COLUMNS: ColumnOf<'onboardings'>[] = [
  ...(['person', 'checklist', 'dayZero', 'progress', 'status'] as const),
];

/** Onboardings as rows, each leading to its page. */
export function OnboardingTable(props: {
  onboardings: OnboardingWire[];
  columns?: ColumnOf<'onboardings'>[] | null;
  sort?: ChosenSort<SortColumn<'onboardings'>>;
}) {
  return (
    <ColumnTable
      list="onboardings"
      label="Onboardings"
      columns={props.columns ?? USUAL_COLUMNS}
      cells={CELLS}
      rows={props.onboardings}
      sort={props.sort}
    />
  );
}
