import type { Transaction } from '../../platform/database/database';
import {
  issueEmailLinks,
  revokeEmailLinks,
  type IssuedLinks,
} from '../mail/use-cases/issue-email-links';
import { queueMail, type MailDraft, type MailProps } from '../mail/use-cases/queue-mail';
import { notifyPeople, type NotificationDraft } from '../notifications/use-cases/notify-people';
import { writeCards } from '../chat/use-cases/write-cards';
import type { KnownPerson } from '../people/queries';
import type { WorkingHoursBook } from '../calendars/queries';
import { cutFactsOf } from './approve-in-part';
import { dueIn, waitsForDigest } from './deadlines';
import type { ApprovalDeps } from './deps';
import { factsOf, labelOf } from './kinds';
import type { DecisionRow, RequestRow, StepRow } from './store';

/** A task that was just given to somebody, or is to be brought back to mind. */
export interface AskedTask {
  id: string;
  step: Pick<StepRow, 'id' | 'name' | 'expiresAt' | 'dueAt'>;
  approver: KnownPerson;
  /** Whose signature it is, when the approver is a substitute. */
  onBehalfOfName?: string | null;
}

/** Why an approver is told: each occasion has its mail, its bell line and its own key, so that a repeat tells nobody twice. */
export type Occasion =
  | 'request'
  | 'reminder'
  | 'escalated'
  | 'reassigned'
  | 'substitute'
  | 'returned'
  | 'rerouted'
  | 'added';

/** Whoever was asked before gets new links, and the earlier ones die. */
const AGAIN = new Set<Occasion>(['reminder', 'returned']);

const BELL: Record<Occasion, (request: RequestRow) => string> = {
  request: ({ requesterName }) => `${requesterName} asks for your approval`,
  reminder: ({ requesterName }) => `${requesterName} is still waiting for your approval`,
  escalated: ({ requesterName }) => `${requesterName}'s request has come up to you`,
  reassigned: ({ requesterName }) => `${requesterName}'s request was handed to you`,
  substitute: ({ requesterName }) => `${requesterName} asks for your approval`,
  returned: ({ requesterName }) => `${requesterName}'s request waits for you again`,
  rerouted: ({ requesterName }) => `${requesterName}'s request is now yours to decide`,
  added: ({ requesterName }) => `You were added as an approver of ${requesterName}'s request`,
};

/** Whom to ask about what, and why now. */
interface Asking {
  request: RequestRow;
  tasks: AskedTask[];
  occasion: Occasion;
  /** The decisions so far: what they left of the lines is told as well. */
  decisions?: DecisionRow[];
  /** Tells repeated reminders of one task apart. */
  sequence?: number;
  /** Who had the task before it came up. */
  escalatedFromName?: string;
  /** By whose hours it is due and when digests go out; without them everybody is mailed at once. */
  hours?: WorkingHoursBook;
}

/**
 * Rings and mails the approvers of open tasks, with fresh one-time links; who is asked again loses the earlier ones.
 * Whoever wants a digest is only rung, unless the task is due before it comes.
 */
export function askApprovers(
  deps: Pick<ApprovalDeps, 'bus' | 'links' | 'clock'>,
  tx: Transaction,
  asking: Asking,
): void {
  const { request, occasion } = asking;
  if (asking.tasks.length === 0) return;
  const now = deps.clock.now();
  const tasks = asking.tasks.filter(
    ({ approver, step }) => !waitsForDigest(asking.hours, approver, times(step, now)),
  );
  if (AGAIN.has(occasion) && tasks.length > 0)
    revokeEmailLinks(
      tx,
      tasks.map(({ id }) => id),
    );
  const linked = tasks.map((task) => ({
    taskId: task.id,
    stepId: task.step.id,
    requestId: request.id,
    approverId: task.approver.id,
    round: request.round,
    version: request.version,
  }));
  const links = issueEmailLinks(tx, deps.links, linked, now);
  const bells = asking.tasks.map((task) => bellOf(asking, task));
  notifyPeople(deps, tx, bells);
  writeCards(
    deps,
    tx,
    bells.map(({ userId, type, title, body, dedupeKey }, at) => ({
      ...{ userId, type, text: [title, body].join('\n'), rings: dedupeKey },
      // Of a task, not of an occasion: a reminder finds the card that is there.
      clientId: `task.${asking.tasks[at]?.id ?? ''}`,
      card: { kind: 'approval', id: request.id },
    })),
  );
  queueMail(
    deps,
    tx,
    tasks.map((task) => mailOf(asking, task, { links: links.get(task.id) ?? null, now })),
  );
}

function times(step: AskedTask['step'], now: Date) {
  return { due: step.dueAt ?? step.expiresAt, now: now.getTime() };
}

function bellKey({ occasion, sequence }: Asking, task: AskedTask): string {
  return `${occasion}.${task.id}${suffix(sequence)}`;
}

function bellOf(asking: Asking, task: AskedTask): NotificationDraft {
  const { request, occasion } = asking;
  return {
    userId: task.approver.id,
    type: `approval-${occasion}`,
    title: BELL[occasion](request) + (task.onBehalfOfName ? `, for ${task.onBehalfOfName}` : ''),
    body: request.title,
    link: `/approvals/${request.id}`,
    approvalId: request.id,
    dedupeKey: bellKey(asking, task),
  };
}

function mailOf(
  asking: Asking,
  task: AskedTask,
  { links, now }: { links: IssuedLinks | null; now: Date },
): MailDraft {
  const { request, occasion, escalatedFromName } = asking;
  const props: MailProps<'approval-request'> = {
    requestId: request.id,
    kindLabel: labelOf(request.kind),
    requesterName: request.requesterName,
    title: request.title,
    facts: [...factsOf(request), ...cutFactsOf(request, asking.decisions ?? [])],
    stepName: task.step.name,
    dueAt: instant(task.step.dueAt ?? task.step.expiresAt),
    dueIn: dueIn(asking.hours, task.approver, times(task.step, now)),
    links,
    ...(task.onBehalfOfName ? { onBehalfOfName: task.onBehalfOfName } : {}),
  };
  const addressed = {
    to: { userId: task.approver.id, address: task.approver.email },
    messageKey: `${occasion}.${task.id}.r${request.round}${suffix(asking.sequence)}`,
    approvalId: request.id,
    rings: bellKey(asking, task),
  };
  if (escalatedFromName !== undefined) {
    return { ...addressed, template: 'approval-escalated', props: { ...props, escalatedFromName } };
  }
  const template = AGAIN.has(occasion) ? 'approval-reminder' : 'approval-request';
  return { ...addressed, template, props };
}

function suffix(sequence: number | undefined): string {
  return sequence === undefined ? '' : `.${sequence}`;
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
