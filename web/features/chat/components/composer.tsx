import { Button, Group } from '@mantine/core';
import { useAttachments } from '../use-attachments';
import { useDraft } from '../use-draft';
import { useNaming } from '../use-naming';
import { useOutbox } from '../use-outbox';
import { AttachButton, Attachments, DropZone } from './attachments';
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
  const { outbox } = useOutbox(conversationId);
  const naming = useNaming();
  const place = threadOf ? `${conversationId}.${threadOf}` : conversationId;
  const [text, keep] = useDraft(`chat.${place}`);
  const write = (next: string) => {
    keep(next);
    if (next.trim()) onTyping();
  };
  const { attachments, isReady, files, ...attached } = useAttachments(conversationId);
  const canSend = isReady && (text.trim() !== '' || files.length > 0);
  const send = () => {
    if (!canSend) return;
    const { ids, everybody } = naming.named(text);
    naming.ask({ everybody }, () => {
      outbox.add({
        ...{ conversationId, clientId: crypto.randomUUID(), text, threadOf, files },
        ...(ids.length > 0 ? { mentions: ids } : {}),
        ...(everybody ? { mentionsAll: true } : {}),
      });
      attached.clear();
      write('');
    });
  };
  return (
    <DropZone onAdd={attached.add}>
      <Attachments attachments={attachments} onRemove={attached.remove} />
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <AttachButton onAdd={attached.add} />
        <MessageInput
          label={threadOf ? 'Answer' : 'Message'}
          placeholder={threadOf ? 'Write an answer' : 'Write a message'}
          autoFocus={autoFocus}
          value={text}
          onChange={write}
          onPick={naming.onPick}
          onSend={send}
        />
        <Button style={{ flexShrink: 0 }} disabled={!canSend} onClick={send}>
          Send
        </Button>
      </Group>
    </DropZone>
  );
}
