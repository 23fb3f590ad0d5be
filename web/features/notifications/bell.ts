import type { NotificationList, NotificationWire } from '../../../domain/wire/notifications';

/** What the bell shows: the newest first, everything up to `head` without a hole. */
export interface Bell {
  items: NotificationWire[];
  head: number;
  unread: number;
}

const KEPT = 50;

/** The bell after its first read (newest first). */
export function openBell(list: NotificationList): Bell {
  return { items: list.items, head: list.head, unread: list.unread };
}

/** `next` is the one to show now, `seen` is an old one again, `gap` means rows in between are missing. */
export function placeOf(bell: Bell, seq: number): 'next' | 'seen' | 'gap' {
  if (seq <= bell.head) return 'seen';
  return seq === bell.head + 1 ? 'next' : 'gap';
}

/** The bell after one more notification, which must be the next. */
export function ring(bell: Bell, row: NotificationWire): Bell {
  if (placeOf(bell, row.seq) !== 'next') return bell;
  return {
    items: [row, ...bell.items].slice(0, KEPT),
    head: row.seq,
    unread: bell.unread + (row.readAt ? 0 : 1),
  };
}

/** The bell after a catch-up (oldest first). The server's unread count is a recount: it wins. */
export function catchUp(bell: Bell, list: NotificationList): Bell {
  const rung = list.items.reduce(ring, bell);
  return rung.head >= list.head ? { ...rung, unread: list.unread } : rung;
}

/** The bell after some or all were read, here or in another tab. */
export function markRead(
  bell: Bell,
  read: { unread: number; ids?: string[]; upTo?: number },
  at: string,
): Bell {
  const ids = new Set(read.ids);
  const items = bell.items.map((row) =>
    !row.readAt && (ids.has(row.id) || row.seq <= (read.upTo ?? 0)) ? { ...row, readAt: at } : row,
  );
  return { ...bell, items, unread: read.unread };
}
