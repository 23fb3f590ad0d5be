import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useContext } from 'react';
import type { MessageWire } from '../../../../domain/wire/chat';
import { ReadingContext } from '../reading-context';

/** What anybody does with a message: its link, and to have it unread again. */
export function MessageMenu({ message }: { message: MessageWire }) {
  const clipboard = useClipboard();
  const reading = useContext(ReadingContext);
  const copy = () => {
    const path = `/chat/${message.conversationId}?message=${message.seq}`;
    clipboard.copy(new URL(path, window.location.origin).href);
    notifications.show({ title: 'Link copied', message: 'It opens for whoever may read it.' });
  };
  const markUnread = () => {
    reading?.markUnread(message.seq);
    notifications.show({ title: 'Unread again', message: 'Until you come here the next time.' });
  };
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={copy}>
        Copy link
      </Button>
      {reading && (
        <Button size="compact-xs" variant="subtle" onClick={markUnread}>
          Mark unread
        </Button>
      )}
    </>
  );
}
