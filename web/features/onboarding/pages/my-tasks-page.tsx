import { Stack } from '@mantine/core';
import type { OnboardingTaskWire } from '../../../../domain/wire/onboarding';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { useMyTasks } from '../api';
import { TaskList } from '../components/task-list';

function Tasks({ tasks }: { tasks: OnboardingTaskWire[] }) {
  const open = tasks.filter(({ status }) => status === 'open');
  const settled = tasks.filter(({ status }) => status !== 'open');
  return (
    <Stack gap="md">
      <Section title="Open">
        {open.length > 0 ? (
          <TaskList label="Open tasks" tasks={open} withPerson />
        ) : (
          <EmptyState title="Nothing to do">
            When somebody joins or leaves, what is yours to do comes up here on its day.
          </EmptyState>
        )}
      </Section>
      {settled.length > 0 && (
        <Section title="Settled">
          <TaskList label="Settled tasks" tasks={settled} withPerson />
        </Section>
      )}
    </Stack>
  );
}

/** What is mine to do when somebody joins or leaves. */
export function Component() {
  const query = useMyTasks();
  return (
    <>
      <PageHeader
        title="My tasks"
        description="For people who join or leave, and for your own first days."
      />
      <QueryView query={query}>{(tasks) => <Tasks tasks={tasks} />}</QueryView>
    </>
  );
}
