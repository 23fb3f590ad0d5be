import { Badge, Box, Group, List, Stack, Text } from '@mantine/core';
import type { AuditedMessage as Message } from '../../../../domain/wire/chat-audit';
import { formatInstant } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { count } from '../../../lib/text';

function States({ message }: { message: Message }) {
  const { threadOf, editedAt, deletedAt, removedAt } = message;
  return (
    <>
      {threadOf !== null && <Badge variant="light">answers to {threadOf}</Badge>}
      {editedAt && <Badge color="gray.7">edited</Badge>}
      {deletedAt && !removedAt && <Badge color="red.8">deleted</Badge>}
      {removedAt && <Badge color="gray.7">no longer kept</Badge>}
    </>
  );
}

function Versions({ message }: { message: Message }) {
  const zone = useZone();
  if (message.versions.length === 0) return null;
  return (
    <details>
      <Text component="summary" size="xs" c="dimmed" style={{ cursor: 'pointer' }}>
        {count(message.versions.length, 'earlier version')}
      </Text>
      <Stack gap={6} mt={4} pl="md">
        {message.versions.map(({ version, text, changedBy, changedAt }) => (
          <Box key={version}>
            <Text size="xs" c="dimmed">
              Until {formatInstant(changedAt, zone)}, changed by {changedBy.name}
            </Text>
            <Text size="sm" className="message-text">
              {text}
            </Text>
          </Box>
        ))}
      </Stack>
    </details>
  );
}

function Beside({ message }: { message: Message }) {
  const { reactions, files } = message;
  return (
    <>
      {reactions.length > 0 && (
        <Text size="xs" c="dimmed">
          {reactions.map(({ emoji, by }) => `${emoji} ${by.name}`).join(' · ')}
        </Text>
      )}
      {files.length > 0 && (
        <List size="xs" c="dimmed">
          {files.map(({ name, sha256 }) => (
            <List.Item key={sha256} style={{ overflowWrap: 'anywhere' }}>
              {name}, SHA-256 {sha256}
            </List.Item>
          ))}
        </List>
      )}
    </>
  );
}

/** A message as an auditor sees it: what it says, what it said, and who did what when. */
export function AuditedMessage({ message }: { message: Message }) {
  const zone = useZone();
  const { author, seq, createdAt, text } = message;
  return (
    <article className="message" aria-label={`Message ${seq} of ${author.name}`}>
      <Group gap="xs" align="baseline">
        <Text fw={650} size="sm">
          {author.name}
        </Text>
        <Text size="xs" c="dimmed" component="time" dateTime={createdAt}>
          {formatInstant(createdAt, zone)}
        </Text>
        <Text size="xs" c="dimmed">
          No. {seq}
        </Text>
        <States message={message} />
      </Group>
      {text && (
        <Text size="sm" className="message-text">
          {text}
        </Text>
      )}
      <Versions message={message} />
      <Beside message={message} />
    </article>
  );
}
