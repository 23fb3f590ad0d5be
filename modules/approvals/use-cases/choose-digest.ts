import type { Principal } from '../../../domain/access/principal';
import { nextDigest } from '../../../domain/calendars/digest-time';
import { dateIn } from '../../../domain/dates/today';
import type { Digest } from '../../../domain/wire/calendars';
import type { Queryable } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { workingHours } from '../../calendars/queries';
import { peopleByIds } from '../../people/queries';
import type { ApprovalDeps } from '../deps';

type Deps = Pick<ApprovalDeps, 'db' | 'clock'>;

/** When somebody's digest comes, and when the next one does. */
export async function readDigest(deps: Deps, principal: Principal): Promise<Digest> {
  return digestOf(deps.db, principal, deps.clock.now().getTime());
}

/**
 * Has one mail come each working morning from the next one on, or, with null, a mail per request again. A time that has
 * passed today starts tomorrow.
 * @param at of a day in the person's zone, a quarter of an hour: `08:30`
 */
export async function chooseDigest(
  deps: Deps,
  principal: Principal,
  { at }: { at: string | null },
): Promise<Digest> {
  const now = deps.clock.now();
  return deps.db.transaction(async (tx) => {
    await tx.query(
      `UPDATE employee SET digest_at = $2::time,
         digest_sent_on = CASE WHEN $2::time <= $3::time THEN $4::date ELSE digest_sent_on END WHERE id = $1`,
      [principal.id, at, timeIn(principal.zone, now), dateIn(principal.zone, now)],
    );
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'person.digest-chosen',
        subjectType: 'person',
        subjectId: principal.id,
        details: { at },
      },
    ]);
    return digestOf(tx, principal, now.getTime());
  });
}

async function digestOf(db: Queryable, principal: Principal, now: number): Promise<Digest> {
  const [people, hours] = await Promise.all([peopleByIds(db, [principal.id]), workingHours(db)]);
  const person = people.get(principal.id);
  if (!person?.digestAt) return { at: null, next: null };
  const next = nextDigest(hours.of(person), person.digestAt, now);
  return { at: person.digestAt, next: new Date(next).toISOString() };
}

/** What clocks in a zone show, `14:05`. */
function timeIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(at);
}
