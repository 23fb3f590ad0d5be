import { Button, Group, Stack, Text } from '@mantine/core';
import type { MessageWire } from '../../../../domain/wire/chat';
import { useMe } from '../../../lib/session';
import { unshown } from '../unshown';
import { useOutbox } from '../use-outbox';
import { translateIfKnown, useT } from '../../../lib/i18n/language';

/** What has not arrived: on its way, waiting for the network, or refused. */
export function UnsentMessages(props: {
  conversationId: string;
  threadOf?: number;
  /** The messages beside them. */
  shown: MessageWire[];
}) {
  const t = useT();
  const me = useMe();
  const { outbox, unsent } = useOutbox(props.conversationId, props.threadOf);
  const waiting = unshown({ unsent, shown: props.shown, myId: me.id });
  return (
    <Stack gap="xs">
      {waiting.map(({ clientId, text, files = [], refusal }) => (
        <article key={clientId} className="message" aria-label={t('Not sent yet')}>
          <Text size="sm" c="dimmed" className="message-text">
            {[text, ...files.map(({ name }) => name)].filter(Boolean).join('\n')}
          </Text>
          {refusal ? (
            <Group gap="xs">
              <Text size="xs" c="var(--mantine-color-error)">
                {t('Not sent')}: {translateIfKnown(refusal)}
              </Text>
              <Button size="compact-xs" variant="default" onClick={() => outbox.retry(clientId)}>
                {t('Try again')}
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => outbox.discard(clientId)}>
                {t('Discard')}
              </Button>
            </Group>
          ) : (
            <Text size="xs" c="dimmed">
              {t('Sending …')}
            </Text>
          )}
        </article>
      ))}
    </Stack>
  );
}
