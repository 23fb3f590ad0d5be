import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import type { Queryable } from '../../../platform/database/database';
import { delegationsAt } from '../../delegations/queries';
import type { ApprovalDeps } from '../deps';
import { postToOutbox } from '../outbox';
import { rerouteTasks } from '../reroute-tasks';
import { lockRequest } from '../store';
import { settleLocked, settleSubstitutes } from '../substitutes';

/** What following came to. */
export interface Followed {
  /** Tasks that left somebody who has left, or whom the rule no longer names. */
  rerouted: number;
  /** Tasks given to substitutes or taken from them. */
  substituted: number;
}

/**
 * Makes the open tasks follow people who have just changed: left, moved, gone on leave or come back, or handed their
 * decisions on. Safe to repeat: it compares and writes only what differs.
 */
export async function followPeople(deps: ApprovalDeps, personIds: string[]): Promise<Followed> {
  return followRequests(deps, await requestsOf(deps.db, personIds));
}

/** The same for everybody, once a minute: days begin and end without anybody's doing. */
export async function followCalendar(deps: ApprovalDeps): Promise<Followed> {
  const now = deps.clock.now();
  return followRequests(deps, await requestsThatDiffer(deps.db, now));
}

async function followRequests(deps: ApprovalDeps, requestIds: string[]): Promise<Followed> {
  const sum = { rerouted: 0, substituted: 0 };
  // One after the other: each holds its request's lock only as long as it needs.
  const failures: unknown[] = [];
  for (const requestId of requestIds) {
    try {
      const { rerouted, substituted } = await followRequest(deps, requestId);
      sum.rerouted += rerouted;
      sum.substituted += substituted;
    } catch (error) {
      // One request that cannot be moved keeps no other from moving.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some requests could not follow');
  return sum;
}

async function followRequest(deps: ApprovalDeps, requestId: string): Promise<Followed> {
  return deps.db.transaction(async (tx) => {
    const [{ request, progress }, delegations] = await Promise.all([
      lockRequest(tx, requestId),
      delegationsAt(tx, deps.clock.now()),
    ]);
    const rerouted = await rerouteTasks(deps, tx, { request, progress });
    const substituted =
      rerouted > 0
        ? await settleLocked(deps, tx, request)
        : await settleSubstitutes(deps, tx, { request, progress, delegations });
    if (rerouted + substituted > 0) {
      const signal = SIGNALS.requestChanged;
      postToOutbox(deps, tx, { topic: 'signal-approval', requestId, signal });
    }
    return { rerouted, substituted };
  });
}

/** The pending requests these people have to do with: as requester, as approver, or above or below in the line. */
async function requestsOf(db: Queryable, personIds: string[]): Promise<string[]> {
  if (personIds.length === 0) return [];
  const rows = await db.query<{ id: string }>(
    `WITH open AS (
       SELECT t.request_id, t.approver_id, t.on_behalf_of, t.reason, r.requester_id
       FROM approval_request r JOIN approval_task t ON t.request_id = r.id AND t.status = 'open'
       WHERE r.status = 'pending'
     )
     SELECT DISTINCT request_id AS id FROM open
     WHERE approver_id = ANY($1::uuid[]) OR on_behalf_of = ANY($1::uuid[]) OR requester_id = ANY($1::uuid[])
       OR (reason IN ('up-the-line', 'last-resort', 'rerouted')
         AND requester_id IN (SELECT reports_of(person) FROM unnest($1::uuid[]) AS person))`,
    [personIds],
  );
  return rows.map(({ id }) => id);
}

/** The pending requests whose tasks are not where people and calendars of this instant say. */
async function requestsThatDiffer(db: Queryable, at: Date): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `WITH away AS MATERIALIZED (SELECT from_id, to_id, kinds FROM delegations_at($1)),
     open AS MATERIALIZED (
       SELECT t.request_id, t.step_id, t.approver_id, t.on_behalf_of, r.kind, e.active
       FROM approval_request r JOIN approval_task t ON t.request_id = r.id AND t.status = 'open'
       JOIN employee e ON e.id = t.approver_id WHERE r.status = 'pending'
     )
     SELECT request_id AS id FROM open WHERE NOT active
     UNION
     -- Asked for somebody who does not name them any more, or away themselves.
     SELECT o.request_id FROM open o WHERE o.on_behalf_of IS NOT NULL AND (
       NOT EXISTS (SELECT 1 FROM away a WHERE a.from_id = o.on_behalf_of AND a.to_id = o.approver_id
         AND (a.kinds IS NULL OR o.kind = ANY(a.kinds)))
       OR EXISTS (SELECT 1 FROM away a WHERE a.from_id = o.approver_id AND (a.kinds IS NULL OR o.kind = ANY(a.kinds))))
     UNION
     -- Away, and nobody asked for them.
     SELECT o.request_id FROM open o JOIN away a ON a.from_id = o.approver_id AND (a.kinds IS NULL OR o.kind = ANY(a.kinds))
     WHERE o.on_behalf_of IS NULL
       AND NOT EXISTS (SELECT 1 FROM open s WHERE s.step_id = o.step_id AND s.on_behalf_of = o.approver_id)`,
    [at],
  );
  return rows.map(({ id }) => id);
}
