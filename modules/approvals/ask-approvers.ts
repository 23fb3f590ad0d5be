import type { Transaction } from '../../platform/database/database';
import { issueEmailLinks, revokeEmailLinks } from '../mail/use-cases/issue-email-links';
import { queueMail, type MailDraft, type MailProps } from '../mail/use-cases/queue-mail';
import { notifyPeople } from '../notifications/use-cases/notify-people';
import type { KnownPerson } from '../people/queries';
import type { ApprovalDeps } from './deps';
import { kindOf } from './kinds';
import type { RequestRow, StepRow } from './store';

/** A task that was just given to somebody, or is to be brought back to mind. */
export interface AskedTask {
  id: string;
  step: Pick<StepRow, 'id' | 'name' | 'expiresAt' | 'dueAt'>;
  approver: KnownPerson;
}

/** Why an approver is told: each occasion has its mail, its bell line and its own key, so that a repeat tells nobody twice. */
export type Occasion = 'request' | 'reminder' | 'escalated' | 'reassigned';

const BELL: Record<Occasion, (request: RequestRow) => string> = {
  request: ({ requesterName }) => `${requesterName} asks for your approval`,
  reminder: ({ requesterName }) => `${requesterName} is still waiting for your approval`,
  escalated: ({ requesterName }) => `${requesterName}'s request has come up to you`,
  reassigned: ({ requesterName }) => `${requesterName}'s request was handed to you`,
};

/**
 * Rings and mails the approvers of open tasks, with fresh one-time links; earlier links of the same tasks die.
 * @param occasion.sequence tells repeated reminders of one task apart
 */
export async function askApprovers(
  deps: Pick<ApprovalDeps, 'bus' | 'links' | 'clock'>,
  tx: Transaction,
  input: {
    request: RequestRow;
    tasks: AskedTask[];
    occasion: Occasion;
    sequence?: number;
    escalatedFromName?: string;
  },
): Promise<void> {
  const { request, tasks, occasion } = input;
  if (tasks.length === 0) return;
  const kind = kindOf(request.kind);
  const suffix = input.sequence ? `.${input.sequence}` : '';
  const linked = tasks.map((task) => ({
    taskId: task.id,
    stepId: task.step.id,
    requestId: request.id,
    approverId: task.approver.id,
    round: request.round,
    version: request.version,
  }));
  if (occasion === 'reminder') await revokeEmailLinks(tx, { taskIds: tasks.map(({ id }) => id) });
  const links = await issueEmailLinks(tx, deps.links, linked, deps.clock.now());
  await notifyPeople(
    deps,
    tx,
    tasks.map((task) => ({
      userId: task.approver.id,
      type: `approval-${occasion}`,
      title: BELL[occasion](request),
      body: request.title,
      link: `/approvals/${request.id}`,
      approvalId: request.id,
      dedupeKey: `${occasion}.${task.id}${suffix}`,
    })),
  );
  await queueMail(
    deps,
    tx,
    tasks.map((task): MailDraft => {
      const ask: MailProps<'approval-request'> = {
        requestId: request.id,
        kindLabel: kind.label,
        requesterName: request.requesterName,
        title: request.title,
        facts: kind.facts(request.data),
        stepName: task.step.name,
        dueAt: instant(task.step.dueAt ?? task.step.expiresAt),
        links: links.get(task.id) ?? null,
      };
      const addressed = {
        to: { userId: task.approver.id, address: task.approver.email },
        messageKey: `${occasion}.${task.id}.r${request.round}${suffix}`,
        approvalId: request.id,
      };
      const { escalatedFromName } = input;
      if (escalatedFromName !== undefined) {
        const props = { ...ask, escalatedFromName };
        return { ...addressed, template: 'approval-escalated', props };
      }
      const template = occasion === 'reminder' ? 'approval-reminder' : 'approval-request';
      return { ...addressed, template, props: ask };
    }),
  );
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
