import {
  ActionIcon,
  Box,
  Button,
  Group,
  Indicator,
  Popover,
  ScrollArea,
  Stack,
  Text,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs';
import { Link } from 'react-router';
import type { NotificationGroup } from '../../../../domain/wire/notifications';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import { useBell, useMarkRead, useNewestGroups, useSeen } from '../api';
import { GroupRow } from './group-row';
import { useT } from '../../../lib/i18n/language';

function BellList({ groups, close }: { groups: NotificationGroup[]; close: () => void }) {
  const t = useT();
  if (groups.length === 0) {
    return (
      <EmptyState title={t('Nothing here')}>{t('What concerns you will ring here.')}</EmptyState>
    );
  }
  return (
    <ScrollArea.Autosize
      mah={420}
      viewportProps={{ tabIndex: 0, 'aria-label': t('Newest notifications') }}
    >
      <Stack gap={2}>
        {groups.map((group) => (
          <GroupRow key={group.group} group={group} filter="inbox" onOpen={close} />
        ))}
      </Stack>
    </ScrollArea.Autosize>
  );
}

function BellPanel({ close }: { close: () => void }) {
  const t = useT();
  const bell = useBell();
  const groups = useNewestGroups();
  const markRead = useMarkRead();
  useSeen();
  const unread = bell.data?.unread ?? 0;
  return (
    <Box>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Text fw={600}>{t('Notifications')}</Text>
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={unread === 0}
          onClick={() => bell.data && markRead.mutate({ upTo: bell.data.head })}
        >
          {t('Mark all read')}
        </Button>
      </Group>
      <QueryView query={groups}>
        {({ items }) => <BellList groups={items} close={close} />}
      </QueryView>
      <Button
        component={Link}
        to="/notifications"
        onClick={close}
        variant="default"
        fullWidth
        mt="xs"
      >
        {t('All notifications')}
      </Button>
    </Box>
  );
}

/** The bell, with how many are unread. */
export function BellButton() {
  const t = useT();
  const [opened, { toggle, close }] = useDisclosure(false);
  const unread = useBell().data?.unread ?? 0;
  const name =
    unread === 0 ? t('Notifications') : t('Notifications, {{count}} unread', { count: unread });
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      width={360}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      withRoles
    >
      <Indicator
        label={unread > 99 ? '99+' : unread}
        size={18}
        disabled={unread === 0}
        color="red.8"
        offset={4}
      >
        <Popover.Target>
          <ActionIcon variant="default" size="lg" aria-label={name} onClick={toggle}>
            <IconBell size={18} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown maw="calc(100vw - 16px)" aria-label={t('Notifications')}>
        <BellPanel close={close} />
      </Popover.Dropdown>
    </Popover>
  );
}
