import { Button, Group, Stack, Text } from '@mantine/core';
import type { MessageWire } from '../../../../domain/wire/chat';
import { useMe } from '../../../lib/session';
import { unshown } from '../unshown';
import { useOutbox } from '../use-outbox';

/** What has not arrived: on its way, waiting for the network, or refused. */
export function UnsentMessages(props: {
  conversationId: string;
  threadOf?: number;
  /** The messages beside them. */
  shown: MessageWire[];
}) {
  const me = useMe();
  const { outbox, unsent } = useOutbox(props.conversationId, props.threadOf);
  const waiting = unshown({ unsent, shown: props.shown, myId: me.id });
  return (
    <Stack gap="xs">
      {waiting.map(({ clientId, text, files = [], refusal }) => (
        <article key={clientId} className="message" aria-label="Not sent yet">
          <Text size="sm" c="dimmed" className="message-text">
            {[text, ...files.map(({ name }) => name)].filter(Boolean).join('\n')}
          </Text>
          {refusal ? (
            <Group gap="xs">
              <Text size="xs" c="var(--mantine-color-error)">
                Not sent: {refusal}
              </Text>
              <Button size="compact-xs" variant="default" onClick={() => outbox.retry(clientId)}>
                Try again
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => outbox.discard(clientId)}>
                Discard
              </Button>
            </Group>
          ) : (
            <Text size="xs" c="dimmed">
              Sending …
            </Text>
          )}
        </article>
      ))}
    </Stack>
  );
}
