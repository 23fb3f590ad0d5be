import { Badge, NavLink, Stack, Text } from '@mantine/core';
import type { ComponentType } from 'react';
import { Link, useLocation } from 'react-router';
import { useInboxSize } from '../features/approvals/api';
import { useUnreadMessages } from '../features/chat/api';
import { useMe } from '../lib/session';
import { ADMINISTRATION, isFor, WORK, type Destination } from './navigation';
import { useT, type Message } from '../lib/i18n/language';

function isCurrent(to: string, pathname: string): boolean {
  return to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`);
}

function Count({ count, of }: { count: number | undefined; of: Message }) {
  const t = useT();
  if (!count) return null;
  return (
    <Badge size="sm" variant="filled" color="indigo" aria-label={t(of, { count })}>
      {count}
    </Badge>
  );
}

function InboxCount() {
  return <Count count={useInboxSize()} of="{{count}} waiting" />;
}

function UnreadCount() {
  return <Count count={useUnreadMessages()} of="{{count}} unread" />;
}

/** What stands beside a place's name. */
const COUNTS: Record<string, ComponentType | undefined> = {
  '/inbox': InboxCount,
  '/chat': UnreadCount,
};

function Place({ place, onNavigate }: { place: Destination; onNavigate: () => void }) {
  const t = useT();
  const { pathname } = useLocation();
  const current = isCurrent(place.to, pathname);
  const CountOf = COUNTS[place.to];
  const shared = {
    label: t(place.label),
    leftSection: <place.icon size={18} aria-hidden />,
    active: current,
    'data-tour': place.to,
    // Under the pointer the shade of the current place is too near to its text.
    style: { borderRadius: 'var(--mantine-radius-md)', '--nl-hover': 'var(--nl-bg)' },
  };
  if (place.outside) return <NavLink component="a" href={place.to} {...shared} />;
  return (
    <NavLink
      component={Link}
      to={place.to}
      onClick={onNavigate}
      aria-current={current ? 'page' : undefined}
      rightSection={CountOf && <CountOf />}
      {...shared}
    />
  );
}

/** The places the signed-in person may go. */
export function SideNavigation({ onNavigate }: { onNavigate: () => void }) {
  const t = useT();
  const me = useMe();
  const mine = (place: Destination) => isFor(me, place);
  const administration = ADMINISTRATION.filter(mine);
  return (
    <Stack gap={2}>
      {WORK.filter(mine).map((place) => (
        <Place key={place.to} place={place} onNavigate={onNavigate} />
      ))}
      {administration.length > 0 && (
        <Text size="xs" fw={600} c="dimmed" mt="md" px="xs">
          {t('Administration')}
        </Text>
      )}
      {administration.map((place) => (
        <Place key={place.to} place={place} onNavigate={onNavigate} />
      ))}
    </Stack>
  );
}
