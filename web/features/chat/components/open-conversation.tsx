import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { Link, useSearchParams } from 'react-router';
import type { ConversationDetail } from '../../../../domain/wire/chat';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { QueryView } from '../../../components/query-view';
import { useConversation } from '../api';
import { ConversationContext } from '../conversation-context';
import { conversationName } from '../conversation-name';
import { useSideThread } from '../use-side-thread';
import { useThread } from '../use-thread';
import { useTyping } from '../use-typing';
import { Composer } from './composer';
import { FilesButton } from './files-modal';
import { ConversationModal } from './conversation-modal';
import { ConversationOptions } from './conversation-options';
import { PinsModal } from './kept-list';
import { MessageLog } from './message-log';
import { PresenceText } from './presence-dot';
import { ThreadPanel } from './thread-panel';
import { useT } from '../../../lib/i18n/language';

function Header({ conversation }: { conversation: ConversationDetail }) {
  const t = useT();
  const [opened, { open, close }] = useDisclosure(false);
  const [pinsOpened, pins] = useDisclosure(false);
  const { memberCount, topic } = conversation;
  return (
    <Group justify="space-between" gap="xs" className="chat-header">
      <div>
        <Title order={2} size="h4" lineClamp={1}>
          {conversationName(conversation)}
        </Title>
        {conversation.kind === 'direct' && <PresenceText personId={conversation.others[0]?.id} />}
        {topic && (
          <Text size="sm" c="dimmed" truncate>
            {topic}
          </Text>
        )}
      </div>
      <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
        <Button size="compact-sm" variant="default" onClick={pins.open}>
          {t('Pins')}
        </Button>
        <FilesButton conversationId={conversation.id} />
        <ConversationOptions conversation={conversation} />
        <Button size="compact-sm" variant="default" onClick={open}>
          {t('{{count}} people', { count: memberCount })}
        </Button>
      </Group>
      <PinsModal opened={pinsOpened} onClose={pins.close} />
      <ConversationModal conversation={conversation} opened={opened} onClose={close} />
    </Group>
  );
}

/** The message the address leads to. */
function useLinkedMessage(): number | null {
  const [params] = useSearchParams();
  const seq = Number(params.get('message'));
  return Number.isSafeInteger(seq) && seq > 0 ? seq : null;
}

function Opened({ conversation }: { conversation: ConversationDetail }) {
  const t = useT();
  const linked = useLinkedMessage();
  const thread = useThread(conversation.id, linked);
  const side = useSideThread(thread.messages);
  const isBeside = useMediaQuery('(min-width: 80em)', undefined, {
    getInitialValueInEffect: false,
  });
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
    <ConversationContext value={{ conversation, openThread: side.openThread }}>
      <div className="chat-body">
        <div className="chat-main" inert={side.messageId !== null && !isBeside}>
          <MessageLog conversation={conversation} thread={thread} linked={linked} />
          <Text size="xs" c="dimmed" h={18} aria-live="polite">
            {names.length === 1 && t('{{name}} is writing …', { name: names.join() })}
            {names.length > 1 && t('{{names}} are writing …', { names: names.join(', ') })}
          </Text>
          <Composer conversationId={conversation.id} onTyping={tell} />
        </div>
        {side.messageId && (
          <ThreadPanel
            key={side.messageId}
            messageId={side.messageId}
            live={thread.messages}
            onTyping={tell}
            onClose={side.close}
            isBeside={isBeside}
          />
        )}
      </div>
    </ConversationContext>
  );
}

/** A conversation: what was said, and where one says more. */
export function OpenConversation({ id, isAlone }: { id: string; isAlone: boolean }) {
  const t = useT();
  const conversation = useConversation(id);
  return (
    <section className="chat" aria-label={t('Conversation')}>
      {isAlone && (
        <Anchor component={Link} to="/chat" size="sm">
          {t('All conversations')}
        </Anchor>
      )}
      <QueryView query={conversation}>
        {(data) => (
          <>
            <ConversationContext value={{ conversation: data, openThread: null }}>
              <Header conversation={data} />
            </ConversationContext>
            <Opened conversation={data} />
          </>
        )}
      </QueryView>
    </section>
  );
}
