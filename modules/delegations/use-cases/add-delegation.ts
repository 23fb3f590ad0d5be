import { randomUUID } from 'node:crypto';
import { definitions } from '../../../approvals/definitions';
import type { Principal } from '../../../domain/access/principal';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { formatDateRange } from '../../../domain/dates/format';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput, type FieldProblem } from '../../../domain/errors';
import type { AddDelegation, DelegationWire } from '../../../domain/wire/delegations';
import type { Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { peopleByIds, type KnownPerson } from '../../people/queries';
import { findDelegation } from '../queries';
import type { DelegationDeps } from './revoke-delegation';

/**
 * Lets somebody act for a person: for oneself, or by an admin for anybody. What waits on the person follows within
 * moments where the delegation is in force.
 * @throws DomainError forbidden (somebody else's, by no admin), invalid-input, overlap (`overlapsWith`)
 */
export async function addDelegation(
  deps: DelegationDeps,
  principal: Principal,
  wanted: AddDelegation,
): Promise<DelegationWire> {
  const fromId = wanted.from ?? principal.id;
  if (fromId !== principal.id && !principal.roles.includes('admin')) {
    throw new DomainError('forbidden', 'Only admins say who acts for somebody else.');
  }
  const now = deps.clock.now();
  const id = randomUUID();
  await deps.db.transaction(async (tx) => {
    // Two delegations of one person wait for one another here.
    await tx.query('SELECT 1 FROM employee WHERE id = $1 FOR NO KEY UPDATE', [fromId]);
    const people = await peopleByIds(tx, [fromId, wanted.to]);
    const from = people.get(fromId);
    refuseWrongFields({ wanted, from, to: people.get(wanted.to), now });
    await refuseOverlap(tx, fromId, wanted);
    tx.send(
      `INSERT INTO delegation (id, from_id, to_id, applies, kinds, starts_on, ends_on, reason, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, fromId, wanted.to, wanted.when, wanted.kinds ? [...new Set(wanted.kinds)] : null],
        ...[wanted.startsOn ?? null, wanted.endsOn ?? null, wanted.reason || null, principal.id],
      ],
    );
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'delegation.added',
        subjectType: 'person',
        subjectId: fromId,
        channel: 'app',
        details: {
          delegationId: id,
          to: wanted.to,
          when: wanted.when,
          kinds: wanted.kinds ?? null,
        },
      },
    ]);
    tellThem(deps, tx, { id, principal, from: from as KnownPerson, wanted });
    tx.afterCommit(() => deps.bus.publish({ topic: 'people' }));
  });
  return (await findDelegation(deps.db, { id, at: now })) as DelegationWire;
}

function refuseWrongFields(input: {
  wanted: AddDelegation;
  from: KnownPerson | undefined;
  to: KnownPerson | undefined;
  now: Date;
}): void {
  const { wanted, from, to, now } = input;
  const problems: FieldProblem[] = [];
  const refuse = (path: string, message: string) => problems.push({ path, message });
  if (!from?.active) refuse('from', 'There is no such active person.');
  if (from && from.id === wanted.to) refuse('to', 'Nobody is their own substitute.');
  else if (!to?.active) refuse('to', 'There is no such active person.');
  if (from && isOver(wanted, dateIn(from.zone, now))) refuse('endsOn', 'These dates are over.');
  const unknown = (wanted.kinds ?? []).find((kind) => !Object.hasOwn(definitions, kind));
  if (unknown !== undefined) refuse('kinds', `There is no kind of request called "${unknown}".`);
  if (problems.length > 0) throw invalidInput(problems);
}

function isOver({ endsOn }: AddDelegation, today: CalendarDate): boolean {
  return endsOn !== undefined && endsOn < today;
}

/** Two at the same time for the same kind of request would leave open who acts. */
async function refuseOverlap(
  tx: Transaction,
  fromId: string,
  wanted: AddDelegation,
): Promise<void> {
  const [other] = await tx.query<{
    id: string;
    toId: string;
    toName: string;
    startsOn: string | null;
    endsOn: string | null;
  }>(
    `SELECT d.id, d.to_id AS "toId", t.name AS "toName", d.starts_on AS "startsOn", d.ends_on AS "endsOn"
     FROM delegation d JOIN employee t ON t.id = d.to_id
     WHERE d.from_id = $1 AND d.revoked_at IS NULL AND d.applies = $2
       AND (d.kinds IS NULL OR $3::text[] IS NULL OR d.kinds && $3::text[])
       AND (d.applies = 'away' OR (d.starts_on <= $5::date AND d.ends_on >= $4::date))
     ORDER BY d.starts_on LIMIT 1`,
    [fromId, wanted.when, wanted.kinds ?? null, wanted.startsOn ?? null, wanted.endsOn ?? null],
  );
  if (!other) return;
  const when =
    other.startsOn && other.endsOn
      ? `on ${formatDateRange(other.startsOn, other.endsOn)}`
      : 'during leave';
  throw new DomainError('overlap', `${other.toName} is the substitute already, ${when}.`, {
    overlapsWith: {
      id: other.id,
      to: { id: other.toId, name: other.toName },
      startsOn: other.startsOn,
      endsOn: other.endsOn,
    },
  });
}

function tellThem(
  deps: DelegationDeps,
  tx: Transaction,
  context: { id: string; principal: Principal; from: KnownPerson; wanted: AddDelegation },
): void {
  const { id, principal, from, wanted } = context;
  const when =
    wanted.startsOn && wanted.endsOn
      ? formatDateRange(wanted.startsOn, wanted.endsOn)
      : `Whenever ${from.name} is on leave`;
  const ring = (userId: string, title: string) => ({
    ...{ userId, title, type: 'delegation-added', body: when },
    ...{ link: '/substitutes', dedupeKey: `delegation.${id}` },
  });
  notifyPeople(deps, tx, [
    ring(wanted.to, `You act for ${from.name}`),
    ...(from.id === principal.id
      ? []
      : [ring(from.id, `${principal.name} named a substitute for you`)]),
  ]);
}
