import type { StepStatus, Verdict } from '../../domain/approvals/vocabulary';
import type { AskedTask, History, PastDecision, PastOutcome } from './history';
import { audit } from './audit-rows';
import { isoInstant } from './rows';

const DAY = 24 * 3_600_000;

/** What becomes of a task: decided, or overtaken by the end of the request. */
type Fate = PastOutcome | 'moot';

const APPROVALS = ['Fine with me', 'Approved, enjoy', 'Looks right', 'Thanks for asking early'];

/** Writes the task with its links and, unless the request ended before, the decision. */
export function signTask(
  history: History,
  asked: AskedTask,
  { fate, at, mootAt }: { fate: Fate; at: number; mootAt: number },
): { stepStatus: StepStatus; closedAt: number; decision: PastDecision | null } {
  const verdict = fate === 'approved' ? 'approve' : fate === 'rejected' ? 'reject' : null;
  const closedAt = fate === 'moot' ? mootAt : at;
  const mailed = history.random.chance(0.45) && at - asked.openedAt < DAY;
  const channel = mailed ? 'email' : 'app';
  writeTask(history, asked, { verdict, closedAt });
  writeLinks(history, asked, { usedFor: mailed ? verdict : null, closedAt });
  if (verdict === null) return { stepStatus: 'skipped', closedAt, decision: null };

  const comment = remark(history, asked, verdict);
  const decision = { byName: asked.found.person.name, verdict, channel, comment, at } as const;
  writeDecision(history, asked, decision);
  return { stepStatus: verdict === 'approve' ? 'approved' : 'rejected', closedAt, decision };
}

function remark({ random }: History, asked: AskedTask, verdict: Verdict): string | null {
  if (verdict === 'reject') return asked.request.rejection;
  return random.chance(0.12) ? random.pick(APPROVALS) : null;
}

function writeTask(
  { rows }: History,
  asked: AskedTask,
  { verdict, closedAt }: { verdict: Verdict | null; closedAt: number },
): void {
  const status = verdict === null ? 'revoked' : verdict === 'approve' ? 'approved' : 'rejected';
  rows.add('approval_task', {
    id: asked.taskId,
    request_id: asked.life.id,
    step_id: asked.stepId,
    approver_id: asked.found.person.id,
    status,
    reason: asked.found.reason,
    created_at: isoInstant(asked.openedAt),
    closed_at: isoInstant(closedAt),
  });
}

function writeLinks(
  { rows, random }: History,
  asked: AskedTask,
  { usedFor, closedAt }: { usedFor: Verdict | null; closedAt: number },
): void {
  const issuedAt = Math.floor(asked.openedAt / 1000) * 1000;
  for (const verdict of ['approve', 'reject'] as const) {
    const isUsed = usedFor === verdict;
    rows.add('email_link', {
      id: asked.links[verdict],
      jti_hash: `\\x${random.hex(32)}`,
      request_id: asked.life.id,
      step_id: asked.stepId,
      task_id: asked.taskId,
      approver_id: asked.found.person.id,
      round: 1,
      version: 1,
      verdict,
      key_id: 'demo',
      issued_at: isoInstant(issuedAt),
      expires_at: isoInstant(issuedAt + DAY),
      used_at: isUsed ? isoInstant(closedAt) : null,
      revoked_at: isUsed ? null : isoInstant(closedAt),
    });
  }
}

function writeDecision({ rows, random }: History, asked: AskedTask, decision: PastDecision): void {
  const id = random.uuid();
  const at = isoInstant(decision.at);
  rows.add('approval_decision', {
    id,
    request_id: asked.life.id,
    step_id: asked.stepId,
    task_id: asked.taskId,
    decided_by: asked.found.person.id,
    verdict: decision.verdict,
    comment: decision.comment,
    channel: decision.channel,
    email_link_id: decision.channel === 'email' ? asked.links[decision.verdict] : null,
    received_at: at,
    recorded_at: at,
  });
  audit(rows, decision.at, {
    actor_id: asked.found.person.id,
    action: 'approval.decided',
    subject_id: asked.life.id,
    channel: decision.channel,
    details: { decisionId: id, taskId: asked.taskId, verdict: decision.verdict, version: 1 },
  });
}
