import { Box, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { NotificationWire } from '../../../../domain/wire/notifications';
import { RelativeTime } from '../../../components/relative-time';
import { useT } from '../../../lib/i18n/language';

/** One notification: a link to what it is about. */
export function NotificationRow(props: { row: NotificationWire; onOpen: () => void }) {
  const t = useT();
  const { row } = props;
  return (
    <Box
      component={Link}
      to={row.link}
      onClick={props.onOpen}
      className="row-card"
      p="xs"
      style={{ borderRadius: 'var(--mantine-radius-md)' }}
    >
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Box
          mt={6}
          w={8}
          h={8}
          style={{ borderRadius: 4, flexShrink: 0 }}
          bg={row.readAt ? 'transparent' : 'indigo.6'}
          role="img"
          aria-label={row.readAt ? t('Read') : t('Unread')}
        />
        <Box miw={0}>
          <Text size="sm" fw={row.readAt ? 400 : 600}>
            {row.title}
          </Text>
          <Text size="sm" c="dimmed" lineClamp={2}>
            {row.body}
          </Text>
          <Text size="xs" c="dimmed">
            <RelativeTime at={row.createdAt} />
          </Text>
        </Box>
      </Group>
    </Box>
  );
}
