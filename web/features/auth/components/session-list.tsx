import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { QueryView } from '../../../components/query-view';
import { RelativeTime } from '../../../components/relative-time';
import type { SessionWire } from '../../../../domain/wire/account';
import { useEndSession, useSessions } from '../password-api';
import { useT } from '../../../lib/i18n/language';

function SessionRow({ session }: { session: SessionWire }) {
  const t = useT();
  const end = useEndSession();
  return (
    <Group component="li" justify="space-between" wrap="nowrap" align="flex-start">
      <Stack gap={0}>
        <Group gap="xs">
          <Text size="sm">{session.device}</Text>
          {session.current && <Badge variant="light">{t('This one')}</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {t('Last seen')} <RelativeTime at={session.lastSeenAt} />
          {session.network !== null && ` ${t('from {{network}}', { network: session.network })}`}
        </Text>
      </Stack>
      {!session.current && (
        <Button
          variant="default"
          size="xs"
          loading={end.isPending}
          aria-label={t('End the session of {{device}}', { device: session.device })}
          onClick={() => end.mutate(session.id)}
        >
          {t('End')}
        </Button>
      )}
    </Group>
  );
}

/** Where I am signed in, and how to end that. */
export function SessionList() {
  const t = useT();
  const sessions = useSessions();
  const endOthers = useEndSession();
  return (
    <QueryView query={sessions}>
      {(items) => (
        <Stack>
          <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
            {items.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </Stack>
          {endOthers.error && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {endOthers.error.message}
            </Text>
          )}
          {items.length > 1 && (
            <Group>
              <Button
                variant="default"
                loading={endOthers.isPending}
                onClick={() => endOthers.mutate(undefined)}
              >
                {t('End all others')}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </QueryView>
  );
}
