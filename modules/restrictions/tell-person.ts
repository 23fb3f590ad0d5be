import { formatInstant } from '../../domain/dates/format-instant';
import type { Transaction } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import { refreshAudience } from '../chat/use-cases/refresh-audience';
import { notifyPeople } from '../notifications/use-cases/notify-people';

interface Told {
  restrictionId: string;
  personId: string;
  chat: boolean;
  assistant: boolean;
}

const things = ({ chat, assistant }: Told): string =>
  [...(chat ? ['the chat'] : []), ...(assistant ? ['the assistant'] : [])].join(' and ');

/**
 * Rings the bell of somebody who is restricted from now on, and has every process look again at who hears of their
 * conversations; in the caller's transaction, late.
 */
export async function tellRestricted(
  deps: { bus: Bus },
  tx: Transaction,
  told: Told & { reason: string; until: Date | null },
): Promise<void> {
  const [person] = await tx.query<{ zone: string }>('SELECT zone FROM employee WHERE id = $1', [
    told.personId,
  ]);
  const end = told.until
    ? `Until ${formatInstant(told.until, person?.zone ?? 'UTC')}.`
    : 'Until an admin lifts it.';
  await tell(deps, tx, {
    told,
    title: `You may not use ${things(told)} for now`,
    body: `${end} Reason: ${told.reason}`,
    key: `restriction.${told.restrictionId}`,
  });
}

/** The same for somebody of whom a restriction is over. */
export async function tellLifted(
  deps: { bus: Bus },
  tx: Transaction,
  told: Told & { reason: string | null },
): Promise<void> {
  await tell(deps, tx, {
    told,
    title: `A restriction from ${things(told)} is over`,
    body: told.reason === null ? 'Its time has come.' : `Lifted early: ${told.reason}`,
    key: `restriction.${told.restrictionId}.over`,
  });
}

async function tell(
  deps: { bus: Bus },
  tx: Transaction,
  input: { told: Told; title: string; body: string; key: string },
): Promise<void> {
  const { told, title, body, key } = input;
  if (told.chat) await refreshAudience(tx, told.personId);
  const link = told.chat ? '/chat' : '/notifications';
  notifyPeople(deps, tx, [
    { userId: told.personId, type: 'restriction', title, body, link, dedupeKey: key },
  ]);
  tx.afterCommit(() => deps.bus.publish({ topic: 'restrictions', userIds: [told.personId] }));
}
