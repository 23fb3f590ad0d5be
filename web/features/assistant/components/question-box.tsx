import { Button, Group, Text, Textarea } from '@mantine/core';
import IconPlayerStop from '@tabler/icons-react/dist/esm/icons/IconPlayerStop.mjs';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { LONGEST_QUESTION } from '../../../../domain/wire/assistant-threads';
import { useT } from '../../../lib/i18n/language';
import { useDraft } from '../../chat/use-draft';

/** From here on how much is left is said. */
const NEAR = 500;

const isSend = ({ key, shiftKey, nativeEvent }: KeyboardEvent) =>
  key === 'Enter' && !shiftKey && !nativeEvent.isComposing;

function AskOrStop(props: {
  isAnswering: boolean;
  canAsk: boolean;
  onAsk: () => Promise<void>;
  onStop: () => void;
}) {
  const t = useT();
  if (props.isAnswering)
    return (
      <Button
        style={{ flexShrink: 0 }}
        variant="default"
        leftSection={<IconPlayerStop size={16} aria-hidden />}
        onClick={props.onStop}
      >
        {t('Stop')}
      </Button>
    );
  return (
    <Button style={{ flexShrink: 0 }} disabled={!props.canAsk} onClick={() => void props.onAsk()}>
      {t('Ask')}
    </Button>
  );
}

/** A draft over which an address writes once: what is written on is not taken back. */
function useStartedDraft(name: string, start: string | null | undefined) {
  const [text, write] = useDraft(name);
  const written = useRef<string | null>(null);
  useEffect(() => {
    if (!start || written.current === start) return;
    written.current = start;
    write(start.slice(0, LONGEST_QUESTION));
  }, [start, write]);
  return [text, write] as const;
}

/** Where a question is written: Enter sends, Shift and Enter is a new line, Escape stops the answer that is on its way. */
export function QuestionBox(props: {
  /** What it is a draft of. */
  place: string;
  /** What an address has written already. */
  start?: string | null;
  isAnswering: boolean;
  onAsk: (text: string) => Promise<boolean>;
  onStop: () => void;
}) {
  const [text, write] = useStartedDraft(`assistant.${props.place}`, props.start);
  const t = useT();
  const [isSending, setSending] = useState(false);
  const left = LONGEST_QUESTION - text.length;
  const canAsk = text.trim() !== '' && !props.isAnswering && !isSending;
  const ask = async () => {
    if (!canAsk) return;
    setSending(true);
    // A question that was not taken stays where it was written.
    if (await props.onAsk(text.trim())) write('');
    setSending(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && props.isAnswering) props.onStop();
    if (!isSend(event)) return;
    event.preventDefault();
    void ask();
  };
  return (
    <div>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <Textarea
          style={{ flexGrow: 1 }}
          aria-label={t('Question')}
          placeholder={t('Ask about leave, expenses, approvals, projects …')}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={LONGEST_QUESTION}
          value={text}
          onChange={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <AskOrStop
          isAnswering={props.isAnswering}
          canAsk={canAsk}
          onAsk={ask}
          onStop={props.onStop}
        />
      </Group>
      {left <= NEAR && (
        <Text size="xs" c="dimmed" role="status">
          {t('{{left}} of {{most}} characters left', { left, most: LONGEST_QUESTION })}
        </Text>
      )}
    </div>
  );
}
