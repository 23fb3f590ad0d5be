import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { RestrictionWire } from '../../../../domain/wire/restrictions';
import { mutateThen } from '../../../lib/mutate-then';
import { useLift } from '../api';

/** Lifts a restriction before its time, with a reason. */
export function LiftButton({ restriction }: { restriction: RestrictionWire }) {
  const { person } = restriction;
  const [opened, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const lift = useLift(restriction);
  const confirm = (event: React.FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!reason.trim()) return;
    mutateThen(lift, reason.trim(), {
      onSuccess: () => {
        notifications.show({ color: 'green', message: `${person.name} is free again` });
        close();
      },
    });
  };
  return (
    <>
      <Button size="xs" variant="light" onClick={open} aria-label={`Lift: ${person.name}`}>
        Lift
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={`Lift the restriction of ${person.name}?`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <form onSubmit={confirm} noValidate>
          <Stack>
            {lift.error && (
              <Alert color="red" variant="outline" role="alert" title="Not lifted">
                {lift.error.message}
              </Alert>
            )}
            <Text size="sm">It ends at once, and they are told.</Text>
            <Textarea
              label="Reason"
              withAsterisk
              autosize
              minRows={2}
              maxLength={2000}
              value={reason}
              error={asked && !reason.trim() && 'Say why'}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" loading={lift.isPending}>
                Lift
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
