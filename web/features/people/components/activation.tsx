import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { Person } from '../../../../domain/wire/people';
import { mutateThen } from '../../../lib/mutate-then';
import { useActivate } from '../api';
import { Deactivation } from './deactivation';

function LetIn({ person, close }: { person: Person; close: () => void }) {
  const change = useActivate(person.id);
  const confirm = () =>
    mutateThen(change, undefined, {
      onSuccess: () => {
        notifications.show({ color: 'green', message: 'Activated' });
        close();
      },
    });
  return (
    <Stack>
      <Text size="sm">
        They can sign in with the password they had, and new requests may wait on them again.
      </Text>
      {change.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {change.error.message}
        </Text>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={close} data-autofocus>
          Cancel
        </Button>
        <Button loading={change.isPending} onClick={confirm}>
          Activate
        </Button>
      </Group>
    </Stack>
  );
}

/** Bars a person, or lets them in again, after saying what that does. */
export function Activation({ person }: { person: Person }) {
  const [opened, { open, close }] = useDisclosure(false);
  const title = person.active ? `Deactivate ${person.name}?` : `Let ${person.name} in again?`;
  return (
    <>
      <Button variant="default" onClick={open}>
        {person.active ? 'Deactivate' : 'Activate'}
      </Button>
      <Modal opened={opened} onClose={close} title={title} size="lg">
        {person.active ? (
          <Deactivation person={person} close={close} />
        ) : (
          <LetIn person={person} close={close} />
        )}
      </Modal>
    </>
  );
}
