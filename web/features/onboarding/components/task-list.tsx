import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { OnboardingTaskWire } from '../../../../domain/wire/onboarding';
import { StatusBadge } from '../../../components/status-badge';
import { OWNER_WORDS, PURPOSE_WORDS } from '../words';
import { Documents } from './documents';
import { ReviewButtons } from './review-buttons';
import { SettleButtons } from './settle-buttons';

function ownerText({ owner, ownerRole, takenOverFrom, status }: OnboardingTaskWire): string {
  const nobody = status === 'waiting' ? OWNER_WORDS[ownerRole] : 'Nobody holds this role now';
  const from = takenOverFrom ? `, taken over from ${takenOverFrom.name}` : '';
  return `${owner?.name ?? nobody}${from}`;
}

function outcomeText({ settledBy, status, reason, document }: OnboardingTaskWire): string | null {
  if (!settledBy) return null;
  if (status === 'not-applicable') return `${settledBy.name}: ${reason ?? ''}`;
  return document ? `${settledBy.name}; the document: ${document}` : settledBy.name;
}

function Task({ task, withPerson }: { task: OnboardingTaskWire; withPerson: boolean }) {
  const outcome = outcomeText(task);
  return (
    <Paper withBorder p="sm" component="li" aria-label={task.title}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={2} miw={0} style={{ flex: '1 1 260px', overflowWrap: 'anywhere' }}>
          <Text fw={600}>{task.title}</Text>
          {task.help !== '' && <Text size="sm">{task.help}</Text>}
          <Text size="sm" c="dimmed">
            Due {formatDate(task.dueOn)} · {ownerText(task)}
          </Text>
          {withPerson && (
            <Text size="sm">
              <Link to={`/onboardings/${task.onboardingId}`}>
                {PURPOSE_WORDS[task.purpose]} of {task.person.name}
              </Link>
            </Text>
          )}
          <Documents task={task} />
          {outcome && (
            <Text size="sm" c="dimmed">
              {outcome}
            </Text>
          )}
        </Stack>
        <Stack gap="xs" align="flex-end">
          <Group gap="xs">
            {task.blocking && (
              <Badge variant="outline" color="gray" tt="none" className="blocking-badge">
                Blocking
              </Badge>
            )}
            <StatusBadge status={task.status} />
          </Group>
          {task.mayReview && <ReviewButtons task={task} />}
          {task.mine && <SettleButtons task={task} />}
        </Stack>
      </Group>
    </Paper>
  );
}

/** Tasks one below the other, those of the reader with what they can do. */
export function TaskList(props: {
  label: string;
  tasks: OnboardingTaskWire[];
  withPerson?: boolean;
}) {
  return (
    <Stack
      gap="xs"
      component="ul"
      aria-label={props.label}
      p={0}
      m={0}
      style={{ listStyle: 'none' }}
    >
      {props.tasks.map((task) => (
        <Task key={task.id} task={task} withPerson={props.withPerson ?? false} />
      ))}
    </Stack>
  );
}
