import type {
  BellState,
  NotificationList,
  NotificationWire,
} from '../../../domain/wire/notifications';

/** What the bell shows: the newest first, everything up to `head` without a hole. */
export interface Bell {
  items: NotificationWire[];
  head: number;
  unread: number;
  /** The newest row that `unread` has counted when the server last told it; later ones are added here. */
  countedTo: number;
  /** How often rows had been changed by then: what was told of an earlier state comes too late. */
  revision: number;
}

const KEPT = 50;

const isUnread = ({ readAt, archivedAt }: NotificationWire) => !readAt && !archivedAt;

/** The bell after its first read (newest first). */
export function openBell({ items, head, unread, revision }: NotificationList): Bell {
  return { items, head, unread, countedTo: head, revision };
}

/** `next` is the one to show now, `seen` is an old one again, `gap` means rows in between are missing. */
export function placeOf(bell: Bell, seq: number): 'next' | 'seen' | 'gap' {
  if (seq <= bell.head) return 'seen';
  return seq === bell.head + 1 ? 'next' : 'gap';
}

/** The bell after one more notification, which must be the next. */
export function ring(bell: Bell, row: NotificationWire): Bell {
  if (placeOf(bell, row.seq) !== 'next') return bell;
  const isNew = isUnread(row) && row.seq > bell.countedTo;
  return {
    ...bell,
    items: [row, ...bell.items].slice(0, KEPT),
    head: row.seq,
    unread: bell.unread + (isNew ? 1 : 0),
  };
}

/** The bell after the server has said how it stands. Its count is a recount: it wins, and what came since is added. */
export function tell(bell: Bell, state: BellState): Bell {
  if (state.revision < bell.revision) return bell;
  const since = bell.items.filter((row) => isUnread(row) && row.seq > state.head).length;
  const { revision, head: countedTo } = state;
  return { ...bell, unread: state.unread + since, countedTo, revision };
}

/** The bell after a catch-up (oldest first). */
export function catchUp(bell: Bell, list: NotificationList): Bell {
  const rung = list.items.reduce(ring, bell);
  return rung.head >= list.head ? tell(rung, list) : rung;
}

/** The bell after some or all were read here: until the server has counted again. */
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
