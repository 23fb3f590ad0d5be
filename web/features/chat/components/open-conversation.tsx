import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'react-router';
import type { ConversationDetail } from '../../../../domain/wire/chat';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { QueryView } from '../../../components/query-view';
import { useConversation } from '../api';
import { conversationName } from '../conversation-name';
import { useThread } from '../use-thread';
import { useTyping } from '../use-typing';
import { Composer } from './composer';
import { FilesButton } from './files-modal';
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
      <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
        <FilesButton conversationId={conversation.id} />
        <Button size="compact-sm" variant="default" onClick={open}>
          {memberCount === 1 ? '1 person' : `${memberCount} people`}
        </Button>
      </Group>
      <ConversationModal conversation={conversation} opened={opened} onClose={close} />
    </Group>
  );
}

function Opened({ conversation }: { conversation: ConversationDetail }) {
  const thread = useThread(conversation.id);
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
      <MessageLog conversation={conversation} thread={thread} />
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
            <Opened conversation={data} />
          </>
        )}
      </QueryView>
    </section>
  );
}
