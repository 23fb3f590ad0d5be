import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { dropDraft, keepDraft, readDraft } from '../../../lib/drafts';
import { useMe } from '../../../lib/session';
import { useNaming } from '../use-naming';
import { useOutbox } from '../use-outbox';
import { MessageInput } from './message-input';

/** Where one writes; what is not sent yet is there again after a reload. Enter sends, Shift and Enter is a new line. */
export function Composer({
  conversationId,
  threadOf,
  onTyping,
  autoFocus,
}: {
  conversationId: string;
  /** The message that is answered to. */
  threadOf?: number;
  onTyping: () => void;
  autoFocus?: boolean;
}) {
  const me = useMe();
  const { outbox } = useOutbox(conversationId);
  const naming = useNaming();
  const draft = threadOf ? `chat.${conversationId}.${threadOf}` : `chat.${conversationId}`;
  const [text, setText] = useState(() => {
    const kept = readDraft(me.id, draft)?.text;
    return typeof kept === 'string' ? kept : '';
  });
  const write = (next: string) => {
    setText(next);
    if (next) keepDraft(me.id, draft, { text: next });
    else dropDraft(me.id, draft);
    if (next.trim()) onTyping();
  };
  const send = () => {
    if (!text.trim()) return;
    const { ids, everybody } = naming.named(text);
    naming.ask({ everybody }, () => {
      outbox.add({
        ...{ conversationId, clientId: crypto.randomUUID(), text, threadOf },
        ...(ids.length > 0 ? { mentions: ids } : {}),
        ...(everybody ? { mentionsAll: true } : {}),
      });
      write('');
    });
  };
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <MessageInput
        label={threadOf ? 'Answer' : 'Message'}
        placeholder={threadOf ? 'Write an answer' : 'Write a message'}
        autoFocus={autoFocus}
        value={text}
        onChange={write}
        onPick={naming.onPick}
        onSend={send}
      />
      <Button style={{ flexShrink: 0 }} disabled={!text.trim()} onClick={send}>
        Send
      </Button>
    </Group>
  );
}
