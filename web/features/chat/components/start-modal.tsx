import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { StartConversation } from '../../../../domain/wire/chat';
import { mutateThen } from '../../../lib/mutate-then';
import { useStartConversation } from '../api';
import { PeopleSelect } from './people-select';

interface Wanted {
  what: 'people' | 'channel';
  people: string[];
  name: string;
  topic: string;
  isPublic: boolean;
}

const EMPTY: Wanted = { what: 'people', people: [], name: '', topic: '', isPublic: false };

function bodyOf({ what, people, name, topic, isPublic }: Wanted): StartConversation | null {
  const named = name.trim();
  if (what === 'channel') {
    const visibility = isPublic ? 'public' : 'private';
    const channel = {
      kind: 'channel' as const,
      name: named,
      topic: topic.trim(),
      visibility,
    } as const;
    return named ? { ...channel, memberIds: people } : null;
  }
  if (people.length === 0) return null;
  if (people.length === 1) return { kind: 'direct', memberIds: people };
  return { kind: 'group', memberIds: people, ...(named ? { name: named } : {}) };
}

function Fields({ wanted, onChange }: { wanted: Wanted; onChange: (next: Wanted) => void }) {
  const set = (part: Partial<Wanted>) => onChange({ ...wanted, ...part });
  const isChannel = wanted.what === 'channel';
  return (
    <>
      <SegmentedControl
        aria-label="What to start"
        data={[
          { value: 'people', label: 'With people' },
          { value: 'channel', label: 'A channel' },
        ]}
        value={wanted.what}
        onChange={(what) => set({ what })}
      />
      {isChannel && (
        <>
          <TextInput
            label="Name"
            withAsterisk
            maxLength={80}
            value={wanted.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            label="What it is about"
            maxLength={250}
            value={wanted.topic}
            onChange={(event) => set({ topic: event.currentTarget.value })}
          />
          <Checkbox
            label="Anybody may find and join it"
            checked={wanted.isPublic}
            onChange={(event) => set({ isPublic: event.currentTarget.checked })}
          />
        </>
      )}
      <PeopleSelect
        label={isChannel ? 'Who is in it' : 'To whom'}
        value={wanted.people}
        onChange={(people) => set({ people })}
      />
      {!isChannel && wanted.people.length > 1 && (
        <TextInput
          label="Name of the group"
          maxLength={80}
          value={wanted.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function Body({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const start = useStartConversation();
  const [wanted, setWanted] = useState(EMPTY);
  const body = bodyOf(wanted);
  const send = () =>
    body &&
    mutateThen(start, body, {
      onSuccess: ({ id }) => {
        onClose();
        void navigate(`/chat/${id}`);
      },
    });
  return (
    <Stack>
      <Fields wanted={wanted} onChange={setWanted} />
      {start.error && (
        <Alert color="red" variant="outline" role="alert">
          {start.error.message}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={!body} loading={start.isPending} onClick={send}>
          Start
        </Button>
      </Group>
    </Stack>
  );
}

/** Starts a conversation: one person is a direct one, several are a group, a name makes a channel. */
export function StartModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="New conversation">
      {opened && <Body onClose={onClose} />}
    </Modal>
  );
}
