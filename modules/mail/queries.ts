import { z } from 'zod';
import type { MailDetail, MailRow, MAIL_STATUSES } from '../../domain/wire/admin';
import type { Page } from '../../domain/wire/common';
import { DomainError } from '../../domain/errors';
import type { Config } from '../../platform/config/config';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { instantKey, instantKeySchema, instantOfKey } from '../../platform/database/instant-key';
import { previewMail } from './compose-mail';
import type { LinkView } from './link-state';
import { readMailSettings, type MailSettings } from './mail-settings';

/** A mailed link with its task, step, request, people and decision; null when there is no such row. */
export async function findEmailLink(db: Queryable, id: string): Promise<LinkView | null> {
  const [row] = await db.query<
    LinkView & { decision: { at: string; takesEffectAt: string | null } | null }
  >(
    `SELECT l.id, l.jti_hash AS "jtiHash", l.request_id AS "requestId", l.step_id AS "stepId", l.task_id AS "taskId",
       l.approver_id AS "approverId", l.round, l.version, l.verdict, l.key_id AS "keyId", l.issued_at AS "issuedAt",
       l.expires_at AS "expiresAt", l.used_at AS "usedAt", l.revoked_at AS "revokedAt",
       t.status AS "taskStatus", s.name AS "stepName", s.status AS "stepStatus", s.due_at AS "stepDueAt",
       s.expires_at AS "stepExpiresAt", r.kind, r.data AS "requestData", r.title, r.status, r.version AS "currentVersion",
       r.round AS "currentRound", requester.name AS "requesterName", approver.name AS "approverName",
       absent.name AS "onBehalfOfName",
       approver.email::text AS "approverEmail", approver.active AS "approverActive", approver.zone,
       approver.language AS "approverLanguage",
       shown.shown, decision.decision
     FROM email_link l
     JOIN approval_task t ON t.id = l.task_id
     JOIN approval_step s ON s.id = l.step_id
     JOIN approval_request r ON r.id = l.request_id
     JOIN employee requester ON requester.id = r.requester_id
     JOIN employee approver ON approver.id = l.approver_id
     LEFT JOIN employee absent ON absent.id = t.on_behalf_of
     LEFT JOIN LATERAL (
       SELECT jsonb_build_object('kindLabel', m.props->'kindLabel', 'facts', m.props->'facts') AS shown
       FROM mail m WHERE m.approval_id = l.request_id AND m.props->'links'->>l.verdict = l.id::text LIMIT 1
     ) shown ON true
     LEFT JOIN LATERAL (
       SELECT jsonb_build_object('byName', e.name, 'byId', e.id, 'verdict', d.verdict, 'channel', d.channel,
         'at', d.received_at, 'own', d.task_id = l.task_id,
         'takesEffectAt', CASE WHEN d.effective_at > clock_timestamp() THEN d.effective_at END) AS decision
       FROM approval_decision d JOIN employee e ON e.id = d.decided_by
       WHERE d.request_id = l.request_id AND NOT EXISTS (SELECT 1 FROM approval_undo u WHERE u.decision_id = d.id)
         -- One of another step that can still be taken back keeps nobody from deciding this one.
         AND (d.step_id = l.step_id OR d.effective_at IS NULL OR d.effective_at <= clock_timestamp())
       ORDER BY d.task_id = l.task_id DESC, d.verdict = 'reject' DESC, d.step_id = l.step_id DESC, d.received_at DESC
       LIMIT 1
     ) decision ON true
     WHERE l.id = $1`,
    [id],
  );
  if (!row) return null;
  const { decision } = row;
  return {
    ...row,
    decision: decision && {
      ...decision,
      at: new Date(decision.at),
      takesEffectAt: decision.takesEffectAt === null ? null : new Date(decision.takesEffectAt),
    },
  };
}

interface StoredMail extends Omit<MailRow, 'toUser' | 'nextAttemptAt' | 'createdAt' | 'sentAt'> {
  toUserId: string | null;
  toUserName: string | null;
  zone: string | null;
  props: unknown;
  nextAttemptAt: Date;
  createdAt: Date;
  sentAt: Date | null;
  sortKey: string;
}

const MAIL_COLUMNS = `m.id, m.message_id AS "messageId", m.template, m.to_address AS "to", m.to_user_id AS "toUserId",
  e.name AS "toUserName", e.zone, m.subject, m.approval_id AS "approvalId", m.status, m.attempts, m.props,
  m.next_attempt_at AS "nextAttemptAt", m.last_error AS "lastError", m.created_at AS "createdAt", m.sent_at AS "sentAt",
  ${instantKey('m.created_at')} AS "sortKey"`;

/** Mails, newest first. `q` is looked for in the recipient's address and name, the subject and the template. */
export async function listMails(
  db: Queryable,
  query: { limit: number; cursor?: string; status?: (typeof MAIL_STATUSES)[number]; q?: string },
): Promise<Page<MailRow>> {
  const after = decodeCursor(query.cursor, { sortKey: instantKeySchema, id: z.uuid() });
  const rows = await db.query<StoredMail>(
    `SELECT ${MAIL_COLUMNS} FROM mail m LEFT JOIN employee e ON e.id = m.to_user_id
     WHERE ($1::text IS NULL OR m.status = $1)
       AND ($2::text IS NULL OR concat_ws(' ', m.to_address, e.name, m.subject, m.template) ILIKE $2)
       AND ($3::text IS NULL OR (m.created_at, m.id) < (${instantOfKey('$3')}, $4::uuid))
     ORDER BY m.created_at DESC, m.id DESC LIMIT $5`,
    [
      query.status ?? null,
      query.q ? `%${query.q.replaceAll(/[\\%_]/g, '\\$&')}%` : null,
      after?.sortKey ?? null,
      after?.id ?? null,
      query.limit + 1,
    ],
  );
  return toPage(rows, query.limit, {
    position: ({ sortKey, id }) => ({ sortKey, id }),
    present: presentMail,
  });
}

/** One mail with what it says, its links inert. @throws DomainError not-found */
export async function readMail(
  deps: { db: Queryable; config: Pick<Config, 'PUBLIC_URL'> },
  id: string,
): Promise<MailDetail> {
  const [row] = await deps.db.query<StoredMail>(
    `SELECT ${MAIL_COLUMNS} FROM mail m LEFT JOIN employee e ON e.id = m.to_user_id WHERE m.id = $1`,
    [id],
  );
  if (!row) throw new DomainError('not-found', 'There is no such mail.');
  const settings = await readMailSettings(deps.db);
  return { ...presentMail(row), preview: previewOrNull({ ...deps, settings }, row) };
}

/** Mails that will not be tried again by themselves, oldest first. */
export async function failedMails(
  db: Queryable,
): Promise<
  { id: string; title: string; approvalId: string | null; error: string | null; since: Date }[]
> {
  return db.query(
    `SELECT id, coalesce(subject, template) || ' → ' || to_address AS title, approval_id AS "approvalId",
       last_error AS error, created_at AS since
     FROM mail WHERE status = 'failed' ORDER BY created_at`,
  );
}

function previewOrNull(
  deps: { config: Pick<Config, 'PUBLIC_URL'>; settings: MailSettings },
  row: StoredMail,
) {
  try {
    return previewMail(deps, { ...row, recipientName: row.toUserName });
  } catch {
    return null;
  }
}

function presentMail(row: StoredMail): MailRow {
  const waits = row.status === 'queued' || row.status === 'retrying';
  return {
    id: row.id,
    messageId: row.messageId,
    template: row.template,
    to: row.to,
    toUser: row.toUserId && row.toUserName ? { id: row.toUserId, name: row.toUserName } : null,
    subject: row.subject,
    approvalId: row.approvalId,
    status: row.status,
    attempts: row.attempts,
    nextAttemptAt: waits ? row.nextAttemptAt.toISOString() : null,
    lastError: row.lastError,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  };
}
