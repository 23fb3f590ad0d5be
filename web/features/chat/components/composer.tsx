import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { LONGEST_MESSAGE } from '../../../../domain/wire/chat';
import { dropDraft, keepDraft, readDraft } from '../../../lib/drafts';
import { useMe } from '../../../lib/session';
import { useCommands } from '../use-commands';
import { useOutbox } from '../use-outbox';
import { CommandHelp } from './command-help';

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
  const commands = useCommands({ text, write });
  const send = () => {
    if (!text.trim()) return;
    const said = commands.run();
    if (said === 'refused') return;
    if (said !== 'done') {
      outbox.add({ conversationId, clientId: crypto.randomUUID(), text: said.send });
    }
    write('');
  };
  return (
    <>
      <CommandHelp commands={commands} />
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <Textarea
          style={{ flexGrow: 1 }}
          aria-label="Message"
          {...commands.aria}
          placeholder="Write a message"
          autosize
          minRows={1}
          maxRows={8}
          maxLength={LONGEST_MESSAGE}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (commands.onKey(event)) return;
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <Button disabled={!text.trim()} onClick={send}>
          Send
        </Button>
      </Group>
    </>
  );
}
