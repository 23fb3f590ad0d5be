import type { MessageWire } from '../../../../domain/wire/chat';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useOutbox } from '../use-outbox';

/** What has not arrived: on its way, waiting for the network, or refused. */
export function UnsentMessages(props: {
  conversationId: string;
  threadOf?: number;
  /** What is shown as sent: a push may come before the answer, and one message is one bubble. */
  sent: MessageWire[];
}) {
  const { outbox, unsent: waiting } = useOutbox(props.conversationId, props.threadOf);
  const arrived = new Set(props.sent.map(({ clientId }) => clientId));
  const unsent = waiting.filter(({ clientId }) => !arrived.has(clientId));
  return (
    <Stack gap="xs">
      {unsent.map(({ clientId, text, files = [], refusal }) => (
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
