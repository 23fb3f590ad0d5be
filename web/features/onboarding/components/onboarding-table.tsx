import { Progress, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { OnboardingWire } from '../../../../domain/wire/onboarding';
import { ScrollTable } from '../../../components/scroll-table';
import { StatusBadge } from '../../../components/status-badge';
import { count } from '../../../lib/text';
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

/** Onboardings as rows, each leading to its page. */
export function OnboardingTable({ onboardings }: { onboardings: OnboardingWire[] }) {
  return (
    <ScrollTable label="Onboardings" head={['Who', 'Checklist', 'Day zero', 'Progress', 'Status']}>
      {onboardings.map(({ id, person, purpose, template, dayZero, tasks, status }) => (
        <Table.Tr key={id}>
          <Table.Td>
            <Link to={`/onboardings/${id}`}>
              {PURPOSE_WORDS[purpose]} of {person.name}
            </Link>
          </Table.Td>
          <Table.Td>{template}</Table.Td>
          <Table.Td>{formatDate(dayZero)}</Table.Td>
          <Table.Td miw={160}>
            <ChecklistProgress tasks={tasks} />
          </Table.Td>
          <Table.Td>
            <StatusBadge status={status} />
          </Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}
