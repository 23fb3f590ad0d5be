import { ActionIcon, Menu, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import type { BellFilter, NotificationGroup } from '../../../../domain/wire/notifications';
import { formatInstant } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { useNow } from '../../../lib/use-now';
import { snoozeTimes } from '../snooze-times';
import { useRowActions } from '../use-row-actions';
import { DeliveryList } from './delivery-list';
import { useT } from '../../../lib/i18n/language';

interface Props {
  group: NotificationGroup;
  filter: BellFilter;
}

/** Putting a group off until later. */
export function SnoozeMenu({ group, filter }: Props) {
  const t = useT();
  const zone = useZone();
  const now = useNow();
  const { snooze, wake } = useRowActions(group, filter);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('Snooze: {{title}}', { title: group.newest.title })}
        >
          <IconClock size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {filter === 'snoozed' && <Menu.Item onClick={wake}>{t('Bring it back now')}</Menu.Item>}
        {snoozeTimes(zone, now).map(({ label, at }) => (
          <Menu.Item key={label} onClick={() => snooze(at)}>
            {t(label)}
            <Text size="xs" c="dimmed">
              {formatInstant(at.toISOString(), zone)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What else can be done with a group. */
export function RowMenu({ group, filter }: Props) {
  const t = useT();
  const { toggleRead } = useRowActions(group, filter);
  const { newest, unread } = group;
  const showDeliveries = () =>
    modals.open({
      title: t('How this reached you'),
      children: <DeliveryList id={newest.id} title={newest.title} />,
    });
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('More: {{title}}', { title: newest.title })}
        >
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {filter !== 'archived' && (
          <Menu.Item onClick={toggleRead}>
            {unread > 0 ? t('Mark as read') : t('Mark as unread')}
          </Menu.Item>
        )}
        <Menu.Item onClick={showDeliveries}>{t('How this reached me')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
