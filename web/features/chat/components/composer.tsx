import { Button, Group } from '@mantine/core';
import { editLast } from '../message-keys';
import { useDraft } from '../use-draft';
import { useSending } from '../use-sending';
import { AttachButton, Attachments, DropZone } from './attachments';
import { CommandHelp } from './command-help';
import { MessageInput } from './message-input';
import { useT } from '../../../lib/i18n/language';

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
  const t = useT();
  const place = threadOf ? `${conversationId}.${threadOf}` : conversationId;
  const [text, keep] = useDraft(`chat.${place}`);
  const write = (next: string) => {
    keep(next);
    if (next.trim()) onTyping();
  };
  const sending = useSending({ conversationId, threadOf, text, write });
  const { attached, commands, naming, canSend, send } = sending;
  return (
    <DropZone onAdd={attached.add}>
      <CommandHelp commands={commands} />
      <Attachments attachments={attached.attachments} onRemove={attached.remove} />
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <AttachButton onAdd={attached.add} />
        <MessageInput
          label={threadOf ? t('Answer') : t('Message')}
          placeholder={threadOf ? t('Write an answer') : t('Write a message')}
          autoFocus={autoFocus}
          value={text}
          commands={commands}
          onChange={write}
          onPick={naming.onPick}
          onSend={send}
          onUp={threadOf ? undefined : editLast}
        />
        <Button style={{ flexShrink: 0 }} disabled={!canSend} onClick={send}>
          {t('Send')}
        </Button>
      </Group>
    </DropZone>
  );
}
