import { settledOutcome, stepOutcome } from '../../domain/approvals/progress';
import { DomainError } from '../../domain/errors';
import { outcomeInEffect } from '../../domain/approvals/undo';
import type { ApprovedLine } from '../../domain/approvals/partial-approval';
import type { Plan, PlanStep } from '../../domain/approvals/plan';
import type { StageView } from '../../domain/approvals/workflow-contract';
import type {
  Channel,
  RequestStatus,
  StepStatus,
  Verdict,
} from '../../domain/approvals/vocabulary';
import type { Queryable, Transaction } from '../../platform/database/database';

/** A row of approval_request, with the requester's name. */
export interface RequestRow {
  id: string;
  kind: string;
  title: string;
  requesterId: string;
  requesterName: string;
  requesterEmail: string;
  departmentId: string | null;
  departmentName: string | null;
  subjectId: string;
  data: Record<string, unknown>;
  plan: Plan;
  policyVersion: number;
  version: number;
  round: number;
  status: RequestStatus;
  workflowId: string;
  submittedAt: Date;
  closedAt: Date | null;
  /** Set while the request waits for its requester to send it again: until when. */
  resubmitBy: Date | null;
  /** Set while the clock stands because the requester was asked something: since when, and who asked. */
  informationAskedAt: Date | null;
  informationAskedBy: string | null;
}

/**
 * A row of approval_step; instants in milliseconds since the epoch. While the clock stands nothing is due, and the step
 * expires when the requester has not answered for {@link LONGEST_PAUSE}.
 */
export interface StepRow {
  id: string;
  key: string;
  name: string;
  ordinal: number;
  stage: number;
  quorum: PlanStep['quorum'];
  status: StepStatus;
  openedAt: number | null;
  dueAt: number | null;
  remindAt: number | null;
  escalateAt: number | null;
  expiresAt: number | null;
  /** How often it went up the line. */
  level: number;
}

/** What a task can be. */
export type TaskStatus =
  | 'open'
  | 'approved'
  | 'rejected'
  | 'undone'
  | 'superseded'
  | 'reassigned'
  | 'escalated'
  | 'revoked';

/** A row of approval_task, with the approver's name. */
export interface TaskRow {
  id: string;
  stepId: string;
  approverId: string;
  approverName: string;
  /** Whose signature it is, when the approver is asked as their substitute. */
  onBehalfOfId: string | null;
  onBehalfOfName: string | null;
  status: TaskStatus;
  /** Why this person was asked. */
  reason: string;
}

/** A row of approval_decision, with the names; `receivedAt` in milliseconds since the epoch. */
export interface DecisionRow {
  id: string;
  stepId: string;
  taskId: string;
  byId: string;
  byName: string;
  onBehalfOfId: string | null;
  onBehalfOfName: string | null;
  verdict: Verdict;
  comment: string | null;
  /** What it approved of each line; null when it cut nothing. */
  lines: ApprovedLine[] | null;
  channel: Channel;
  /** An admin decided past the people asked. */
  override: boolean;
  receivedAt: number;
  /** When it takes effect, while it can still be taken back; null once it is in effect. */
  takesEffectAt: number | null;
}

/** Everything that moves while a request is open. */
export interface Progress {
  steps: StepRow[];
  tasks: TaskRow[];
  decisions: DecisionRow[];
  /** Ids of people whom the plan keeps from signing. */
  barred: string[];
}

const REQUEST = `r.id, r.kind, r.title, r.requester_id AS "requesterId", q.name AS "requesterName",
  q.email::text AS "requesterEmail",
  r.department_id AS "departmentId", dept.name AS "departmentName", r.subject_id AS "subjectId", r.data, r.plan,
  r.policy_version AS "policyVersion", r.version, r.round, r.status, r.workflow_id AS "workflowId",
  r.submitted_at AS "submittedAt", r.closed_at AS "closedAt", r.resubmit_by AS "resubmitBy",
  r.information_asked_at AS "informationAskedAt", r.information_asked_by AS "informationAskedBy"
  FROM approval_request r JOIN employee q ON q.id = r.requester_id
  LEFT JOIN department dept ON dept.id = r.department_id`;

/**
 * Locks a request for the rest of the transaction and reads its round: everything that moves it goes through here.
 * Both statements leave together; the second sees what the lock was waited for.
 * @throws DomainError not-found
 */
export async function lockRequest(
  tx: Transaction,
  id: string,
): Promise<{ request: RequestRow; progress: Progress }> {
  const [rows, progress] = await Promise.all([
    tx.query<RequestRow>(`SELECT ${REQUEST} WHERE r.id = $1 FOR UPDATE OF r`, [id]),
    readProgress(tx, id),
  ]);
  return { request: found(rows[0]), progress };
}

/** Reads a request. @throws DomainError not-found */
export async function readRequest(db: Queryable, id: string): Promise<RequestRow> {
  return found((await db.query<RequestRow>(`SELECT ${REQUEST} WHERE r.id = $1`, [id]))[0]);
}

function found(row: RequestRow | undefined): RequestRow {
  if (!row) throw new DomainError('not-found', 'There is no such request');
  return row;
}

/**
 * Reads steps, tasks and decisions of a round of a request: of its present one, unless another is named. A decision that
 * was taken back is none.
 */
export async function readProgress(
  db: Queryable,
  requestId: string,
  round: number | null = null,
): Promise<Progress> {
  const [row] = await db.query<Progress>(
    `WITH present AS (
      SELECT coalesce($2, round) AS round, information_asked_at AS paused_at, plan FROM approval_request WHERE id = $1
    )
    SELECT
      (SELECT coalesce(json_agg(json_build_object('id', s.id, 'key', s.key, 'name', s.name, 'ordinal', s.ordinal,
          'stage', s.stage, 'quorum', s.quorum, 'status', s.status,
          'openedAt', ${epoch('s.opened_at')}, 'dueAt', ${running('s.due_at')}, 'remindAt', ${running('s.remind_at')},
          'escalateAt', ${running('s.escalate_at')},
          'expiresAt', ${epoch(`CASE WHEN ${STANDS} THEN p.paused_at + ${LONGEST_PAUSE} ELSE s.expires_at END`)},
          'level', s.level) ORDER BY s.ordinal), '[]')
        FROM approval_step s JOIN present p ON p.round = s.round WHERE s.request_id = $1) AS steps,
      (SELECT coalesce(json_agg(json_build_object('id', t.id, 'stepId', t.step_id, 'approverId', t.approver_id,
          'approverName', e.name, 'onBehalfOfId', t.on_behalf_of, 'onBehalfOfName', o.name, 'status', t.status,
          'reason', t.reason) ORDER BY t.created_at, t.id), '[]')
        FROM approval_task t JOIN employee e ON e.id = t.approver_id LEFT JOIN employee o ON o.id = t.on_behalf_of
        JOIN approval_step s ON s.id = t.step_id AND s.round = (SELECT round FROM present)
        WHERE t.request_id = $1) AS tasks,
      (SELECT coalesce(json_agg(json_build_object('id', d.id, 'stepId', d.step_id, 'taskId', d.task_id,
          'byId', d.decided_by, 'byName', b.name, 'onBehalfOfId', d.on_behalf_of, 'onBehalfOfName', o.name,
          'verdict', d.verdict, 'comment', d.comment, 'lines', d.lines, 'channel', d.channel,
          'override', d.override, 'receivedAt', ${epoch('d.received_at')}, 'takesEffectAt',
          ${epoch('CASE WHEN d.effective_at > clock_timestamp() THEN d.effective_at END')})
          ORDER BY d.recorded_at, d.id), '[]')
        FROM approval_decision d JOIN employee b ON b.id = d.decided_by LEFT JOIN employee o ON o.id = d.on_behalf_of
        JOIN approval_step s ON s.id = d.step_id AND s.round = (SELECT round FROM present)
        WHERE d.request_id = $1 AND NOT EXISTS (SELECT 1 FROM approval_undo u WHERE u.decision_id = d.id)) AS decisions,
      coalesce((SELECT plan -> 'barred' FROM present), '[]') AS barred`,
    [requestId, round],
  );
  return row as Progress;
}

/** How long a question to the requester stops the clock at most. */
const LONGEST_PAUSE = `interval '30 days'`;

const STANDS = `p.paused_at IS NOT NULL AND s.status = 'open'`;

/** An instant of a step that means nothing while the clock stands. */
function running(column: string): string {
  return epoch(`CASE WHEN ${STANDS} THEN NULL ELSE ${column} END`);
}

function epoch(column: string): string {
  return `round(extract(epoch FROM ${column}) * 1000)::float8`;
}

/** The rows of one stage as the workflow takes them. */
export function stageView(request: RequestRow, progress: Progress, stage: number): StageView {
  const steps = progress.steps.filter((step) => step.stage === stage);
  const open = new Set(steps.filter((step) => step.status === 'open').map((step) => step.id));
  return {
    status: request.status,
    round: request.round,
    stages: Math.max(0, ...progress.steps.map((step) => step.stage + 1)),
    ...(request.resubmitBy ? { sentBackUntil: request.resubmitBy.getTime() } : {}),
    steps: steps.map((step) => ({
      key: step.key,
      name: step.name,
      status: step.status,
      approverIds: openTasks(progress, step.id).map((task) => task.approverId),
      // Nobody is reminded of what a decision settles that can still be taken back.
      ...(isWindowOpen(progress, step)
        ? { remindAt: null, escalateAt: null }
        : { remindAt: step.remindAt, escalateAt: step.escalateAt }),
      expiresAt: step.expiresAt ?? 0,
    })),
    decisionIds: progress.decisions
      .filter(({ stepId, takesEffectAt }) => open.has(stepId) && takesEffectAt === null)
      .map(({ id }) => id),
  };
}

/** The step a task belongs to. @throws Error for a task of another round */
export function stepOf(progress: Progress, task: TaskRow): StepRow {
  const step = progress.steps.find(({ id }) => id === task.stepId);
  if (!step) throw new Error(`task ${task.id} has no step in this round`);
  return step;
}

/** The tasks of a step that still wait for their approver. */
export function openTasks(progress: Progress, stepId: string): TaskRow[] {
  return progress.tasks.filter((task) => task.stepId === stepId && task.status === 'open');
}

/**
 * Who may not be asked: those who have signed, or for whom somebody has, those who are being asked, and those the plan
 * bars. A set of its own at each call.
 */
export function takenBy(progress: Progress): Set<string> {
  return new Set([
    ...progress.barred,
    ...progress.decisions.flatMap(({ byId, onBehalfOfId }) =>
      onBehalfOfId === null ? [byId] : [byId, onBehalfOfId],
    ),
    ...progress.tasks.filter((task) => task.status === 'open').map((task) => task.approverId),
  ]);
}

/** Marks the request as changed, which is what sockets and sweeps look for. */
export function touchRequest(tx: Transaction, requestId: string): void {
  tx.send(
    'UPDATE approval_request SET revision = revision + 1, changed_at = clock_timestamp() WHERE id = $1',
    [requestId],
  );
}

/** What a step comes to by the decisions recorded on it, applied or not. */
function outcomeOf(progress: Progress, step: StepRow): StepStatus {
  if (step.status !== 'open') return step.status;
  const verdicts = progress.decisions
    .filter(({ stepId }) => stepId === step.id)
    .map(({ verdict }) => verdict);
  const awaited = openTasks(progress, step.id).length;
  return stepOutcome({ quorum: step.quorum, verdicts, awaited });
}

/** What a step comes to by the decisions in effect, applied or not. */
export function inEffect(progress: Progress, step: StepRow): StepStatus {
  if (step.status !== 'open') return step.status;
  const decisions = progress.decisions.filter(({ stepId }) => stepId === step.id);
  const awaited = openTasks(progress, step.id).length;
  return outcomeInEffect({ quorum: step.quorum, decisions, awaited });
}

/** Whether a step is settled by decisions that can still be taken back. */
function isWindowOpen(progress: Progress, step: StepRow): boolean {
  return isSettled(progress, step) && inEffect(progress, step) === 'open';
}

/** Whether recorded decisions settle a step, even if they can still be taken back or are not applied yet. */
export function isSettled(progress: Progress, step: StepRow): boolean {
  return outcomeOf(progress, step) !== 'open';
}

/** Whether decisions in effect settle the request, even if the workflow has not applied them yet. */
export function settledBySignatures(progress: Progress): boolean {
  return settledOutcome(progress.steps.map((step) => inEffect(progress, step))) !== null;
}
