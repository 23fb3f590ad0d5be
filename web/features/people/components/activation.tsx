import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { Deactivated, Person } from '../../../../domain/wire/people';
import { count } from '../../../lib/text';
import { useActivation } from '../api';

const WORDS = {
  deactivate: {
    button: 'Deactivate',
    title: (name: string) => `Deactivate ${name}?`,
    text: 'They are signed out everywhere at once and cannot sign in. Links mailed to them stop working, and what waits on them goes to whoever is next. Their records stay. You can let them in again at any time.',
    done: 'Deactivated',
  },
  activate: {
    button: 'Activate',
    title: (name: string) => `Let ${name} in again?`,
    text: 'They can sign in with the password they had, and new requests may wait on them again.',
    done: 'Activated',
  },
};

/** Stays until it is read: people without a manager and departments without a head are somebody's to settle. */
function sayLeftBehind({ directReports, departments, openTasks }: Deactivated['leftBehind']): void {
  const left = [
    directReports > 0 && `${count(directReports, 'direct report')} without an active manager`,
    departments > 0 && `${count(departments, 'department')} without an active head`,
  ].filter((line) => line !== false);
  if (openTasks > 0) {
    notifications.show({ message: `${count(openTasks, 'open task')} moving to others` });
  }
  if (left.length === 0) return;
  notifications.show({
    color: 'orange',
    title: 'Left behind',
    message: `${left.join(', ')}. Until you change that, their requests go up the line.`,
    autoClose: false,
  });
}

/** Bars a person, or lets them in again, after saying what that does. */
export function Activation({ person }: { person: Person }) {
  const [opened, { open, close }] = useDisclosure(false);
  const change = useActivation(person.id);
  const words = person.active ? WORDS.deactivate : WORDS.activate;
  const confirm = () =>
    change.mutate(!person.active, {
      onSuccess: ({ leftBehind }) => {
        notifications.show({ color: 'green', message: words.done });
        if (leftBehind) sayLeftBehind(leftBehind);
        close();
      },
    });
  return (
    <>
      <Button variant="default" onClick={open}>
        {words.button}
      </Button>
      <Modal opened={opened} onClose={close} title={words.title(person.name)}>
        <Stack>
          <Text size="sm">{words.text}</Text>
          {change.error && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {change.error.message}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Cancel
            </Button>
            <Button
              color={person.active ? 'red.8' : undefined}
              loading={change.isPending}
              onClick={confirm}
            >
              {words.button}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
