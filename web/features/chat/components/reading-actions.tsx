import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useContext } from 'react';
import type { MessageWire } from '../../../../domain/wire/chat';
import { ReadingContext } from '../reading-context';
import { translate, useT } from '../../../lib/i18n/language';

function linkTo({ conversationId, seq }: MessageWire): string {
  return `${window.location.origin}/chat/${conversationId}?message=${seq}`;
}

async function copyLink(message: MessageWire): Promise<void> {
  const link = linkTo(message);
  // Browsers refuse where a page is not served safely: it is then shown, to be copied by hand.
  const copied = await navigator.clipboard?.writeText(link).then(
    () => true,
    () => false,
  );
  notifications.show({
    title: copied ? translate('Link copied') : translate('Link to the message'),
    message: link,
  });
}

/** Copy the link to a message, and have it unread again. */
export function ReadingButtons({ message }: { message: MessageWire }) {
  const t = useT();
  const reading = useContext(ReadingContext);
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={() => void copyLink(message)}>
        {t('Copy link')}
      </Button>
      {reading && (
        <Button size="compact-xs" variant="subtle" onClick={() => reading.unreadFrom(message.seq)}>
          {t('Mark unread')}
        </Button>
      )}
    </>
  );
}
