import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { ConversationDetail } from '../../../../domain/wire/chat';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { QueryView } from '../../../components/query-view';
import { useConversation } from '../api';
import { conversationName } from '../conversation-name';
import { useThread } from '../use-thread';
import { useTyping } from '../use-typing';
import { Composer } from './composer';
import { ConversationModal } from './conversation-modal';
import { MessageLog } from './message-log';

function Header({ conversation }: { conversation: ConversationDetail }) {
  const [opened, { open, close }] = useDisclosure(false);
  const { memberCount, topic } = conversation;
  return (
    <Group justify="space-between" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Title order={2} size="h4" lineClamp={1}>
          {conversationName(conversation)}
        </Title>
        {topic && (
          <Text size="sm" c="dimmed" truncate>
            {topic}
          </Text>
        )}
      </div>
      <Button size="compact-sm" variant="default" onClick={open} style={{ flexShrink: 0 }}>
        {memberCount === 1 ? '1 person' : `${memberCount} people`}
      </Button>
      <ConversationModal conversation={conversation} opened={opened} onClose={close} />
    </Group>
  );
}

/**
 * Where one begins to read: at the message that was asked for, at the first unread one, or at the end; another message, or
 * the wish to see the newest, opens the log anew.
 */
function Log({ conversation }: { conversation: ConversationDetail }) {
  const [query, setQuery] = useSearchParams();
  const [wantsNewest, setWantsNewest] = useState(false);
  const [unread] = useState(conversation.unread > 0 ? conversation.readSeq + 1 : undefined);
  const asked = Number(query.get('message'));
  const target = Number.isSafeInteger(asked) && asked > 0 ? asked : undefined;
  const at = target ?? (wantsNewest ? undefined : unread);
  const showNewest = () => {
    setWantsNewest(true);
    setQuery({}, { replace: true });
  };
  return (
    <Opened
      key={`${target ?? ''} ${wantsNewest}`}
      conversation={conversation}
      target={target}
      at={at}
      onNewest={showNewest}
    />
  );
}

function Opened(props: {
  conversation: ConversationDetail;
  target: number | undefined;
  at: number | undefined;
  onNewest: () => void;
}) {
  const { conversation, target, onNewest } = props;
  const thread = useThread(conversation.id, props.at);
  const { writing, tell } = useTyping(conversation.id);
  const names = conversation.members.flatMap(({ id, name }) =>
    writing.includes(id) ? [name] : [],
  );
  if (!thread.isReady) {
    return thread.error ? (
      <ErrorState error={thread.error} onRetry={thread.retry} />
    ) : (
      <LoadingState />
    );
  }
  return (
    <>
      <MessageLog conversation={conversation} thread={thread} target={target} onNewest={onNewest} />
      <Text size="xs" c="dimmed" h={18} aria-live="polite">
        {names.length > 0 && `${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} writing …`}
      </Text>
      <Composer conversationId={conversation.id} onTyping={tell} />
    </>
  );
}

/** A conversation: what was said, and where one says more. */
export function OpenConversation({ id, isAlone }: { id: string; isAlone: boolean }) {
  const conversation = useConversation(id);
  return (
    <section className="chat" aria-label="Conversation">
      {isAlone && (
        <Anchor component={Link} to="/chat" size="sm">
          All conversations
        </Anchor>
      )}
      <QueryView query={conversation}>
        {(data) => (
          <>
            <Header conversation={data} />
            <Log conversation={data} />
          </>
        )}
      </QueryView>
    </section>
  );
}
