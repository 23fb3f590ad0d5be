import { notifications } from '@mantine/notifications';
import type { NotificationWire } from '../../../domain/wire/notifications';

/** How long what comes together is gathered. */
const GATHER_MS = 250;
const ONE_BY_ONE = 3;
const SHOWN_MS = 8_000;

/** Says on the page that something has come. */
interface Announcer {
  announce: (row: NotificationWire) => void;
  stop: () => void;
}

/**
 * Pops up what is new: a few by themselves, a burst as one. In quiet hours nothing pops up; when they end, one line says
 * how many there were. What was filed away unread by choice is not announced at all.
 */
export function createAnnouncer(show: (rows: NotificationWire[]) => void = popUp): Announcer {
  let gathered: NotificationWire[] = [];
  let held: NotificationWire[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const rows = gathered;
    gathered = [];
    show(rows);
  };
  const hold = (row: NotificationWire, until: number) => {
    held.push(row);
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      const rows = held;
      held = [];
      show(rows);
    }, until - Date.now());
  };
  return {
    announce(row) {
      if (row.readAt || row.archivedAt) return;
      const until = row.quietUntil ? Date.parse(row.quietUntil) : 0;
      if (until > Date.now()) return hold(row, until);
      gathered.push(row);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    stop() {
      clearTimeout(timer);
      clearTimeout(quiet);
    },
  };
}

function popUp(rows: NotificationWire[]): void {
  if (rows.length > ONE_BY_ONE) {
    const message = rows[rows.length - 1]?.title;
    notifications.show({
      ...{ id: 'bell', title: `${rows.length} new notifications`, message },
      autoClose: SHOWN_MS,
    });
    return;
  }
  for (const { id, title, body } of rows) {
    notifications.show({ id, title, message: body, autoClose: SHOWN_MS });
  }
}
