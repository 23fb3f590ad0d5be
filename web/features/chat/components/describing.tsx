import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ConversationDetail } from '../../../../domain/wire/chat';
import { mutateThen } from '../../../lib/mutate-then';
import { useDescribeConversation } from '../api';

const LONGEST_NAME = 80;
const LONGEST_TOPIC = 250;

/** What a group or a channel is called and about; whoever follows the organisation bears its name. */
function DescribingForm({ conversation }: { conversation: ConversationDetail }) {
  const { id, kind, follows } = conversation;
  const describe = useDescribeConversation(id);
  const [name, setName] = useState(conversation.name ?? '');
  const [topic, setTopic] = useState(conversation.topic);
  const named = name.trim();
  const isNew = {
    name: !follows && named !== '' && named !== (conversation.name ?? ''),
    topic: topic.trim() !== conversation.topic,
  };
  const lacksName = kind === 'channel' && !follows && named === '';
  const save = () =>
    mutateThen(
      describe,
      { ...(isNew.name && { name: named }), ...(isNew.topic && { topic: topic.trim() }) },
      {},
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="xs">
        {!follows && (
          <TextInput
            label="Name"
            value={name}
            maxLength={LONGEST_NAME}
            error={lacksName && 'A channel has a name'}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <TextInput
          label="What it is about"
          value={topic}
          maxLength={LONGEST_TOPIC}
          onChange={(event) => setTopic(event.currentTarget.value)}
        />
        {describe.error && (
          <Alert color="red" variant="outline" role="alert">
            {describe.error.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button
            type="submit"
            variant="default"
            disabled={lacksName || !(isNew.name || isNew.topic)}
            loading={describe.isPending}
          >
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What a conversation is called and about, for whoever may say it; and why nobody leaves one of the organisation. */
export function Describing({ conversation }: { conversation: ConversationDetail }) {
  const { may, topic, follows } = conversation;
  return (
    <>
      {may.describe ? (
        <DescribingForm key={`${conversation.name} ${topic}`} conversation={conversation} />
      ) : (
        topic !== '' && <Text size="sm">{topic}</Text>
      )}
      {follows && (
        <Text size="sm" c="dimmed">
          Whoever belongs to the {follows} is in this channel: nobody is brought in or leaves by
          hand.
        </Text>
      )}
    </>
  );
}
