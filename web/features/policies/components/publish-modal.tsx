import { Alert, Anchor, Button, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Link } from 'react-router';
import type { PolicyDifference } from '../../../../domain/wire/policies';
import { DayInput } from '../../../components/day-input';
import { QueryView } from '../../../components/query-view';
import { useDifference, usePublish } from '../api';

function Requests({ requests }: Pick<PolicyDifference, 'requests'>) {
  const { days, looked, different, examples } = requests;
  return (
    <>
      <Text size="sm">
        Of the {looked} requests of the last {days} days, {different} would have gone elsewhere.
      </Text>
      {examples.length > 0 && (
        <List size="sm" spacing={4}>
          {examples.map(({ id, title, was, would }) => (
            <List.Item key={id}>
              <Anchor component={Link} to={`/approvals/${id}`} size="sm">
                {title}
              </Anchor>
              <Text size="xs" c="dimmed">
                {was} → {would}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
    </>
  );
}

function Difference({ difference }: { difference: PolicyDifference }) {
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        What changes
      </Text>
      {difference.changes.length === 0 ? (
        <Text size="sm">Nothing: this is what is in force.</Text>
      ) : (
        <List size="sm" spacing={4} aria-label="What changes">
          {difference.changes.map(({ text }) => (
            <List.Item key={text}>{text}</List.Item>
          ))}
        </List>
      )}
      <Requests requests={difference.requests} />
    </Stack>
  );
}

interface Publishing {
  kind: string;
  revision: number;
  onClose: () => void;
}

function usePublishing({ kind, revision, onClose }: Publishing) {
  const publish = usePublish(kind);
  const send = ({ note, day }: { note: string; day: string }) => {
    const effectiveFrom = day ? new Date(`${day}T00:00:00`).toISOString() : undefined;
    publish.mutate(
      { revision, note: note.trim(), ...(effectiveFrom ? { effectiveFrom } : {}) },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: 'Published' });
          onClose();
        },
      },
    );
  };
  return { publish, send };
}

function Body({ kind, revision, onClose }: Publishing) {
  const difference = useDifference(kind, revision);
  const { publish, send } = usePublishing({ kind, revision, onClose });
  const [note, setNote] = useState('');
  const [day, setDay] = useState('');
  return (
    <Stack>
      {publish.error && (
        <Alert color="red" variant="outline" role="alert" title="Not published">
          {publish.error.message}
        </Alert>
      )}
      <QueryView query={difference}>{(found) => <Difference difference={found} />}</QueryView>
      <Textarea
        data-autofocus
        label="What changes, and why"
        withAsterisk
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <DayInput
        label="From"
        description="Without a date it takes effect at once; requests that run keep their plan"
        value={day}
        onChange={setDay}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={!note.trim() || !difference.data}
          loading={publish.isPending}
          onClick={() => send({ note, day })}
        >
          Publish
        </Button>
      </Group>
    </Stack>
  );
}

/** Shows what the draft would change, and publishes it on a word of why. */
export function PublishModal(props: Publishing & { opened: boolean }) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Publish the draft" size="lg">
      {props.opened && <Body {...props} />}
    </Modal>
  );
}
