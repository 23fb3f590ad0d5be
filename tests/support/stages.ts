import { applyDecisions } from '../../modules/approvals/use-cases/apply-decisions';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import type { TestApi } from './api';

/** A step as its rows stand, with whom it asks now. */
interface OpenedStep {
  key: string;
  name: string;
  stage: number;
  status: string;
  quorum: string;
  reason: string | null;
  approverIds: string[];
  /** Milliseconds from the reminder to the due date, and from there to the expiry. */
  remindToDue: number;
  dueToExpiry: number;
}

/** Opens a stage of a request as the workflow does once the ones before it are signed, and reads its steps. */
export async function openedStage(
  api: TestApi,
  requestId: string,
  stage: number,
): Promise<OpenedStep[]> {
  await api.db.query(
    `UPDATE approval_step SET status = 'approved', opened_at = coalesce(opened_at, now()),
       expires_at = coalesce(expires_at, now()) WHERE request_id = $1 AND stage < $2`,
    [requestId, stage],
  );
  await openStage(api.deps.approvals, { requestId, stage });
  return stepsOf(api, requestId, stage);
}

/** The steps of a stage with the people whose tasks are open. */
export function stepsOf(api: TestApi, requestId: string, stage: number): Promise<OpenedStep[]> {
  return api.db.query<OpenedStep>(
    `SELECT s.key, s.name, s.stage, s.status, s.quorum, min(t.reason) AS reason,
       coalesce(json_agg(t.approver_id) FILTER (WHERE t.status = 'open'), '[]') AS "approverIds",
       (extract(epoch FROM s.due_at - s.remind_at) * 1000)::float8 AS "remindToDue",
       (extract(epoch FROM s.expires_at - s.due_at) * 1000)::float8 AS "dueToExpiry"
     FROM approval_step s LEFT JOIN approval_task t ON t.step_id = s.id
     WHERE s.request_id = $1 AND s.stage = $2 GROUP BY s.id ORDER BY s.ordinal`,
    [requestId, stage],
  );
}

/** Applies every decision recorded so far, as the workflow does once it hears of them. */
export async function applyAll(api: TestApi, requestId: string, stage: number): Promise<void> {
  const rows = await api.db.query<{ id: string }>(
    'SELECT id FROM approval_decision WHERE request_id = $1',
    [requestId],
  );
  const decisionIds = rows.map(({ id }) => id);
  await applyDecisions(api.deps.approvals, { requestId, stage, decisionIds });
}

/** The body of a claim of this many rupees. */
export function claimOf(amount: string) {
  return {
    title: 'Customer visit',
    lines: [
      {
        ...{ date: '2026-11-02', category: 'travel', description: 'Taxi to the customer' },
        amount: { amount, currency: 'INR' },
      },
    ],
  };
}
