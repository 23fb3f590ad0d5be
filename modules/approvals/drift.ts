import type { Queryable } from '../../platform/database/database';

/** A request that does not move as its rows say it should. */
export interface Drift {
  /** The request's id. */
  id: string;
  title: string;
  workflowId: string;
  /** Whether it has been so for ten minutes. */
  isOld: boolean;
  since: Date;
}

/** Younger rows are on their way: the relay has them. */
const SETTLING = `interval '30 seconds'`;
const STUCK = `interval '10 minutes'`;

/** From when on a decision `d` is in effect, and that it was not taken back before. */
const EFFECTIVE = 'coalesce(d.effective_at, d.recorded_at)';
const STANDING = 'NOT EXISTS (SELECT 1 FROM approval_undo u WHERE u.decision_id = d.id)';

const drift = (since: string) => `r.id, r.title, r.workflow_id AS "workflowId", ${since} AS since,
  ${since} < now() - ${STUCK} AS "isOld"`;

/** Pending or watched requests that none of the open runs is about. @param running workflow IDs of all open runs */
export async function lostRuns(db: Queryable, running: ReadonlySet<string>): Promise<Drift[]> {
  const pending = await db.query<Drift>(
    `SELECT ${drift('r.submitted_at')} FROM approval_request r
     WHERE (r.status = 'pending' OR r.is_watched) AND r.submitted_at < now() - ${SETTLING} ORDER BY r.submitted_at`,
  );
  return pending.filter(({ workflowId }) => !running.has(workflowId));
}

/**
 * Steps that are still open although nobody else is asked any more and everything decided is in effect, by their last
 * decision. One that waits for further signatures has open tasks: whoever settles a step closes those of the others.
 */
export async function unmovedDecisions(db: Queryable): Promise<(Drift & { decisionId: string })[]> {
  return db.query(
    `SELECT ${drift(EFFECTIVE)}, d.id AS "decisionId"
     FROM approval_decision d JOIN approval_step s ON s.id = d.step_id JOIN approval_request r ON r.id = d.request_id
     WHERE r.status = 'pending' AND s.status = 'open' AND ${EFFECTIVE} < now() - ${SETTLING} AND ${STANDING}
       AND NOT EXISTS (SELECT 1 FROM approval_task t WHERE t.step_id = s.id AND t.status = 'open'
         AND t.id <> d.task_id)
       AND NOT EXISTS (SELECT 1 FROM approval_decision later WHERE later.step_id = s.id
         AND coalesce(later.effective_at, later.recorded_at) > ${EFFECTIVE}
         AND NOT EXISTS (SELECT 1 FROM approval_undo u WHERE u.decision_id = later.id))
     ORDER BY d.recorded_at`,
  );
}

/** Closed requests, nothing of which is watched, that a run still waits for. @param running workflow IDs of all open runs */
export async function runsOfClosed(db: Queryable, running: ReadonlySet<string>): Promise<Drift[]> {
  return db.query(
    `SELECT ${drift('r.closed_at')} FROM approval_request r
     WHERE r.status <> 'pending' AND NOT r.is_watched AND r.workflow_id = ANY($1::text[]) AND r.closed_at < now() - ${SETTLING}
     ORDER BY r.closed_at`,
    [[...running]],
  );
}

/** Open tasks of pending requests whose approver is no longer active. */
export async function tasksOfInactive(
  db: Queryable,
): Promise<(Drift & { taskId: string; approverName: string })[]> {
  return db.query(
    `SELECT ${drift('t.created_at')}, t.id AS "taskId", e.name AS "approverName"
     FROM approval_task t JOIN employee e ON e.id = t.approver_id AND NOT e.active
     JOIN approval_request r ON r.id = t.request_id
     WHERE t.status = 'open' AND r.status = 'pending' ORDER BY t.created_at`,
  );
}

/** Open steps of pending requests that nobody is asked for and nobody has signed. */
export async function unmannedSteps(
  db: Queryable,
): Promise<(Drift & { stepId: string; stepName: string })[]> {
  return db.query(
    `SELECT ${drift('s.opened_at')}, s.id AS "stepId", s.name AS "stepName"
     FROM approval_request r JOIN approval_step s ON s.request_id = r.id AND s.round = r.round AND s.status = 'open'
     WHERE r.status = 'pending'
       AND NOT EXISTS (SELECT 1 FROM approval_task t WHERE t.step_id = s.id AND t.status = 'open')
       AND NOT EXISTS (SELECT 1 FROM approval_decision d WHERE d.step_id = s.id AND ${STANDING})
     ORDER BY s.opened_at`,
  );
}

/** From so many failures on a message is worth a look: the relay has tried for more than ten seconds by then. */
const MANY_ATTEMPTS = 5;

/** Messages that Temporal did not take in many attempts, or that nobody took up in ten minutes. */
export async function undeliveredMessages(db: Queryable): Promise<
  {
    id: string;
    requestId: string | null;
    title: string;
    attempts: number;
    topic: string;
    since: Date;
  }[]
> {
  return db.query(
    `SELECT m.id::text AS id, r.id AS "requestId", coalesce(r.title, m.topic) AS title, m.attempts, m.topic,
       m.created_at AS since
     FROM outbox_message m LEFT JOIN approval_request r ON r.id::text = m.payload->>'requestId'
     WHERE m.attempts >= ${MANY_ATTEMPTS} OR m.available_at < now() - ${STUCK} ORDER BY m.created_at`,
  );
}
