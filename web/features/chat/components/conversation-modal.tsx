import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ConversationDetail, MemberWire } from '../../../../domain/wire/chat';
import { mutateThen } from '../../../lib/mutate-then';
import { useMe } from '../../../lib/session';
import { useAddMembers, useRemoveMember } from '../api';
import { conversationName } from '../conversation-name';
import { Describing } from './describing';
import { PeopleSelect } from './people-select';

function Members(props: {
  members: MemberWire[];
  mayRemove: boolean;
  onRemove: (id: string) => void;
}) {
  const me = useMe();
  return (
    <Stack gap={4} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {props.members.map(({ id, name, role }) => (
        <Group key={id} component="li" justify="space-between">
          <Text size="sm">
            {name}
            {id === me.id && ' (you)'}
            {role === 'owner' && ', owner'}
          </Text>
          {props.mayRemove && id !== me.id && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Remove ${name}`}
              onClick={() => props.onRemove(id)}
            >
              Remove
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}

function Adding({ conversation }: { conversation: ConversationDetail }) {
  const add = useAddMembers(conversation.id);
  const [people, setPeople] = useState<string[]>([]);
  return (
    <Group align="flex-end" wrap="nowrap">
      <div style={{ flexGrow: 1 }}>
        <PeopleSelect
          label="Bring somebody in"
          value={people}
          onChange={setPeople}
          except={conversation.members.map(({ id }) => id)}
          error={add.error?.message}
        />
      </div>
      <Button
        disabled={people.length === 0}
        loading={add.isPending}
        onClick={() => mutateThen(add, people, { onSuccess: () => setPeople([]) })}
      >
        Add
      </Button>
    </Group>
  );
}

function Body({
  conversation,
  onClose,
}: {
  conversation: ConversationDetail;
  onClose: () => void;
}) {
  const me = useMe();
  const navigate = useNavigate();
  const remove = useRemoveMember(conversation.id);
  const { members, may, kind } = conversation;
  const isOwner = members.some(({ id, role }) => id === me.id && role === 'owner');
  const leave = () =>
    mutateThen(remove, me.id, {
      onSuccess: () => {
        onClose();
        void navigate('/chat');
      },
    });
  return (
    <Stack>
      <Describing conversation={conversation} />
      <Members
        members={members}
        mayRemove={isOwner && kind === 'channel'}
        onRemove={(id) => remove.mutate(id)}
      />
      {may.addMembers && <Adding conversation={conversation} />}
      {remove.error && (
        <Alert color="red" variant="outline" role="alert">
          {remove.error.message}
        </Alert>
      )}
      {may.leave && (
        <Group justify="flex-end">
          <Button color="red.8" variant="outline" loading={remove.isPending} onClick={leave}>
            Leave
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** What a conversation is called and about, and who is in it: to say so, to bring people in, and to leave. */
export function ConversationModal(props: {
  conversation: ConversationDetail;
  opened: boolean;
  onClose: () => void;
}) {
  const { conversation, opened, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={conversationName(conversation)}>
      {opened && <Body conversation={conversation} onClose={onClose} />}
    </Modal>
  );
}
