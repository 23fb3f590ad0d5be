import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { LONGEST_MESSAGE } from '../../../../domain/wire/chat';
import { dropDraft, keepDraft, readDraft } from '../../../lib/drafts';
import { useMe } from '../../../lib/session';
import { useAttachments } from '../use-attachments';
import { useOutbox } from '../use-outbox';
import { AttachButton, Attachments, DropZone } from './attachments';

/** Where one writes; what is not sent yet is there again after a reload. Enter sends, Shift and Enter is a new line. */
export function Composer({
  conversationId,
  onTyping,
}: {
  conversationId: string;
  onTyping: () => void;
}) {
  const me = useMe();
  const { outbox } = useOutbox(conversationId);
  const draft = `chat.${conversationId}`;
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
  const { attachments, isReady, files, ...attached } = useAttachments(conversationId);
  const canSend = isReady && (text.trim() !== '' || files.length > 0);
  const send = () => {
    if (!canSend) return;
    outbox.add({ conversationId, clientId: crypto.randomUUID(), text, files });
    attached.clear();
    write('');
  };
  return (
    <DropZone onAdd={attached.add}>
      <Attachments attachments={attachments} onRemove={attached.remove} />
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <AttachButton onAdd={attached.add} />
        <Textarea
          style={{ flexGrow: 1 }}
          aria-label="Message"
          placeholder="Write a message"
          autosize
          minRows={1}
          maxRows={8}
          maxLength={LONGEST_MESSAGE}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <Button disabled={!canSend} onClick={send}>
          Send
        </Button>
      </Group>
    </DropZone>
  );
}
