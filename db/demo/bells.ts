import { deadlinesOf } from '../../domain/approvals/progress';
import { audit } from './audit-rows';
import { OFFICE_HOURS } from './places';
import type { AskedTask, Bell, History, PastDecision, PastOutcome } from './history';
import type { Colleague } from './people-rows';
import { isoInstant, type DemoRows } from './rows';

const HEADLINE: Record<PastOutcome, string> = {
  approved: 'Your request was approved',
  rejected: 'Your request was rejected',
  withdrawn: 'You withdrew your request',
};

/** The bell, the mail and the audit row of a step that opened. */
export function tellApprover(history: History, asked: AskedTask): void {
  const { rows, bells, random } = history;
  const { life, step, found, request, openedAt } = asked;
  audit(rows, openedAt, {
    actor_id: null,
    action: 'approval.step-opened',
    subject_id: life.id,
    channel: null,
    details: { step: step.key, reason: found.reason, approvers: [found.person.id] },
  });
  bells.push({
    userId: found.person.id,
    at: openedAt,
    id: random.uuid(),
    type: 'approval-request',
    title: `${request.requester.name} asks for your approval`,
    body: life.title,
    approvalId: life.id,
    dedupeKey: `request.${asked.taskId}`,
  });
  sentMail(history, {
    key: `request.${asked.taskId}.r1`,
    template: 'approval-request',
    to: found.person,
    subject: `Approval needed: ${life.title} (${request.requester.name})`,
    approvalId: life.id,
    at: openedAt,
    props: {
      ...shown(life, request.requester),
      facts: life.facts,
      stepName: step.name,
      dueAt: isoInstant(deadlinesOf(step, openedAt, [OFFICE_HOURS]).dueAt),
      links: asked.links,
    },
  });
}

/** The bell of how it ended and, unless the requester ended it, the mail. */
export function tellRequester(
  history: History,
  closing: {
    life: AskedTask['life'];
    requester: Colleague;
    outcome: PastOutcome;
    closedAt: number;
    last: PastDecision | null;
  },
): void {
  const { life, requester, outcome, closedAt, last } = closing;
  history.bells.push({
    userId: requester.id,
    at: closedAt,
    id: history.random.uuid(),
    type: `approval-${outcome}`,
    title: HEADLINE[outcome],
    body: [life.title, outcome === 'withdrawn' ? null : last?.comment].filter(Boolean).join(' · '),
    approvalId: life.id,
    dedupeKey: `closed.${life.id}.r1`,
  });
  if (outcome === 'withdrawn' || last === null) return;
  sentMail(history, {
    key: `outcome.${life.id}.r1`,
    template: 'approval-outcome',
    to: requester,
    subject: `${outcome === 'approved' ? 'Approved' : 'Rejected'}: ${life.title}`,
    approvalId: life.id,
    at: closedAt,
    props: {
      ...shown(life, requester),
      outcome,
      decision: { ...last, at: isoInstant(last.at) },
    },
  });
}

function shown(life: AskedTask['life'], requester: Colleague) {
  return {
    requestId: life.id,
    kindLabel: life.kindLabel,
    requesterName: requester.name,
    title: life.title,
  };
}

function sentMail(
  { rows, random }: History,
  mail: {
    key: string;
    template: string;
    to: Colleague;
    subject: string;
    approvalId: string;
    at: number;
    props: Record<string, unknown>;
  },
): void {
  rows.add('mail', {
    id: random.uuid(),
    message_id: `<${mail.key}@netra>`,
    template: mail.template,
    to_user_id: mail.to.id,
    to_address: mail.to.email,
    props: mail.props,
    subject: mail.subject,
    approval_id: mail.approvalId,
    status: 'sent',
    attempts: 1,
    next_attempt_at: isoInstant(mail.at),
    created_at: isoInstant(mail.at),
    sent_at: isoInstant(mail.at + 1500),
  });
}

/** Numbers everybody's bells in the order they rang; all are read but the newest of those listed. */
export function ringBells(
  rows: DemoRows,
  bells: Bell[],
  { unread }: { unread: ReadonlySet<string> },
): void {
  const heads = new Map<string, number>();
  const newest = new Map<string, Bell>();
  const inOrder = [...bells].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  for (const bell of inOrder) newest.set(bell.userId, bell);
  for (const bell of inOrder) {
    const seq = (heads.get(bell.userId) ?? 0) + 1;
    heads.set(bell.userId, seq);
    const isUnread = unread.has(bell.userId) && newest.get(bell.userId) === bell;
    rows.add('notification', {
      user_id: bell.userId,
      seq,
      id: bell.id,
      type: bell.type,
      title: bell.title,
      body: bell.body,
      link: `/approvals/${bell.approvalId}`,
      approval_id: bell.approvalId,
      dedupe_key: bell.dedupeKey,
      created_at: isoInstant(bell.at),
      read_at: isUnread ? null : isoInstant(bell.at + 20 * 60_000),
    });
  }
  for (const [user_id, head] of heads) rows.add('notification_stream', { user_id, head });
}
