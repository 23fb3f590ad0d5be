import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { MessageWire } from '../../../../domain/wire/chat';
import { useEditMessage } from '../api';
import { useNaming } from '../use-naming';
import { MessageInput } from './message-input';

/** Where one's own message is changed. Enter saves, Escape leaves it as it was. */
export function MessageEditor({ message, onDone }: { message: MessageWire; onDone: () => void }) {
  const edit = useEditMessage();
  const [text, setText] = useState(message.text);
  const { named, onPick } = useNaming();
  const save = () => {
    if (!text.trim()) return;
    const { ids, everybody } = named(text);
    // Whoever is named as one of all stays named while all are.
    const mentions = everybody ? undefined : ids;
    edit.mutate({ message, text, mentions }, { onSuccess: onDone });
  };
  return (
    <Stack gap={4}>
      <MessageInput
        autoFocus
        label="Change the message"
        value={text}
        error={edit.error?.message}
        onChange={setText}
        onPick={onPick}
        onSend={save}
        onEscape={onDone}
      />
      <Group gap="xs">
        <Button size="compact-sm" loading={edit.isPending} disabled={!text.trim()} onClick={save}>
          Save
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}
