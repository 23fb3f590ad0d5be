import { createHash } from 'node:crypto';
import type { Verdict } from '../../../domain/approvals/vocabulary';
import { DomainError } from '../../../domain/errors';
import { isAutomatic, isVouchedFor, readReply } from '../../../domain/mail/read-reply';
import type { Transaction } from '../../../platform/database/database';
import type { IncomingMail } from '../../../platform/mailer/inbound';
import { decideApproval } from '../../approvals/use-cases/decide-approval';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { linkState, type LinkView } from '../link-state';
import { readMailSettings } from '../mail-settings';
import { findEmailLink } from '../queries';
import { safetyOf } from '../request-safety';
import type { ReplyProblem } from '../templates/words';
import { queueMail } from './queue-mail';

/** What taking replies needs. */
export interface ReplyDeps {
  approvals: Parameters<typeof decideApproval>[0];
  /** The server whose word on a sender counts (`INBOUND_TRUST`); undefined takes the addresses as they are. */
  trusted?: string;
}

/** A reply to the mail with this link. */
type Reply = Omit<IncomingMail, 'recipient'> & { linkId: string };

/** What became of a reply: it decided, its sender was told why not, or it was not for us to answer. */
type TakenReply = 'decided' | ReplyProblem | 'ignored';

/** However many answers there are, no more of ours than this per task and hour. */
const ANSWERS_PER_HOUR = 5;

/**
 * Takes an answer to an approval mail. It decides if it comes from the approver, a person, vouched for where that is
 * asked, whose first line is clear, about a request that may be decided so and still waits for it. Otherwise nothing is
 * decided, and the approver, nobody else, gets a mail that says why.
 * @throws whatever makes the database fail: the sender's server tries again
 */
export async function takeReply(deps: ReplyDeps, reply: Reply): Promise<TakenReply> {
  const { db, clock } = deps.approvals;
  const link = await findEmailLink(db, reply.linkId);
  if (!link) return 'ignored';
  const sender = sameAddress(reply.from, link.approverEmail);
  if (!sender) {
    await note(deps, link, 'not-the-approver');
    return 'ignored';
  }
  const said = await judge(deps, link, reply);
  if (typeof said === 'string') return answer(deps, { link, reply, problem: said });
  const chosen = said.verdict === link.verdict ? link : await siblingOf(deps, link);
  const state = chosen ? linkState(chosen, clock.now(), false) : 'replaced';
  if (state === 'decided' && isRepeat(link, said.verdict)) return 'ignored';
  const isDecided = state === 'open' && chosen && (await decide(deps, chosen.id, reply, said));
  return isDecided ? 'decided' : answer(deps, { link, reply, problem: 'not-open' });
}

/** Whether the decision was recorded; not so when somebody else was quicker. */
async function decide(
  { approvals }: ReplyDeps,
  emailLinkId: string,
  { receivedAt }: Reply,
  { verdict, reason }: { verdict: Verdict; reason?: string },
): Promise<boolean> {
  try {
    const door = { channel: 'email', emailLinkId } as const;
    await decideApproval(approvals, { door, verdict, comment: reason, receivedAt });
    return true;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    return false;
  }
}

async function judge(
  deps: ReplyDeps,
  link: LinkView,
  reply: Reply,
): Promise<{ verdict: Verdict; reason?: string } | ReplyProblem> {
  if (reply.envelopeFrom === '' || isAutomatic(reply.headers, reply.subject)) return 'automatic';
  const isOwn = sameAddress([reply.envelopeFrom], link.approverEmail);
  const sender = { trusted: deps.trusted ?? '', sender: link.approverEmail };
  if (!isOwn) return 'not-vouched';
  if (deps.trusted && !isVouchedFor(reply.authenticationResults, sender)) return 'not-vouched';
  const { rules } = await readMailSettings(deps.approvals.db);
  const mode = safetyOf(rules, { kind: link.kind, data: link.requestData });
  if (mode !== 'button') return 'not-by-reply';
  const text = readReply(reply.text);
  switch (text.says) {
    case 'approve':
      return { verdict: 'approve' };
    case 'reject':
      return { verdict: 'reject', reason: text.reason.replaceAll('\u0000', '') };
    case 'reject-without-reason':
      return 'no-reason';
    case 'nothing':
      return 'empty';
    default:
      return 'unclear';
  }
}

/** Exactly this one sender. The case of an address is not told apart by anybody who delivers mail. */
function sameAddress(addresses: string[], wanted: string): boolean {
  return addresses.length === 1 && addresses[0]?.toLowerCase() === wanted.toLowerCase();
}

/** Servers deliver a mail again when an answer of ours was lost. */
function isRepeat({ decision, approverId }: LinkView, verdict: Verdict): boolean {
  return (
    decision?.byId === approverId && decision.verdict === verdict && decision.channel === 'email'
  );
}

/** The link of the other verdict that went out with this one. */
async function siblingOf({ approvals }: ReplyDeps, link: LinkView): Promise<LinkView | null> {
  const [row] = await approvals.db.query<{ id: string }>(
    `SELECT id FROM email_link WHERE task_id = $1 AND verdict <> $2 AND issued_at = $3 AND round = $4 AND version = $5
     ORDER BY revoked_at IS NULL DESC LIMIT 1`,
    [link.taskId, link.verdict, link.issuedAt, link.round, link.version],
  );
  return row ? findEmailLink(approvals.db, row.id) : null;
}

/** Says why nothing was decided: to a machine once, so that two of them never talk; to a person each time, within reason. */
async function answer(
  { approvals }: ReplyDeps,
  { link, reply, problem }: { link: LinkView; reply: Reply; problem: ReplyProblem },
): Promise<TakenReply> {
  const prefix = `reply.${link.taskId}.`;
  const each = createHash('sha256').update(reply.messageId).digest('hex').slice(0, 16);
  await approvals.db.transaction(async (tx) => {
    noteIn(tx, link, problem);
    if ((await answersLastHour(tx, link.requestId, prefix)) >= ANSWERS_PER_HOUR) return;
    queueMail(approvals, tx, [
      {
        template: 'reply-answer',
        to: { userId: link.approverId, address: link.approverEmail },
        approvalId: link.requestId,
        messageKey: prefix + (problem === 'automatic' ? problem : each),
        props: {
          requestId: link.requestId,
          kindLabel: link.shown?.kindLabel ?? link.kind,
          requesterName: link.requesterName,
          title: link.title,
          problem,
        },
      },
    ]);
  });
  return problem;
}

async function answersLastHour(
  tx: Transaction,
  requestId: string,
  prefix: string,
): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM mail
     WHERE approval_id = $1 AND starts_with(message_id, $2) AND created_at > now() - interval '1 hour'`,
    [requestId, `<${prefix}`],
  );
  return row?.count ?? 0;
}

async function note(deps: ReplyDeps, link: LinkView, problem: string): Promise<void> {
  await deps.approvals.db.transaction((tx) => noteIn(tx, link, problem));
}

function noteIn(tx: Transaction, link: LinkView, problem: string): void {
  recordAudit(tx, [
    {
      actorId: null,
      action: 'email-reply.refused',
      subjectType: 'email-link',
      subjectId: link.id,
      channel: 'email',
      details: { problem, approvalId: link.requestId },
    },
  ]);
}
