import type { Verdict } from '../../domain/approvals/vocabulary';
import type { MailPreview } from '../../domain/wire/admin';
import type { Clock } from '../../platform/clock/clock';
import type { Config } from '../../platform/config/config';
import type { Queryable } from '../../platform/database/database';
import type { OutgoingMail } from '../../platform/mailer/mailer';
import type { EmailLink, EmailLinkTokens } from '../../platform/tokens/email-link';
import { isMailTemplate, oneLine, renderMail } from './render-mail';
import type { MailTemplateName } from './template-props';
import type { MailContext } from './templates/layout';

/** A mail row with what is known of its recipient and its request now. */
export interface MailToCompose {
  messageId: string;
  template: string;
  toAddress: string;
  props: unknown;
  approvalId: string | null;
  recipientName: string | null;
  recipientActive: boolean | null;
  zone: string | null;
  requestStatus: string | null;
}

/** The columns of {@link MailToCompose}, for a statement that calls the mail row `m`, its person `p` and its request `r`. */
export const COMPOSING_COLUMNS = `m.message_id AS "messageId", m.template, m.to_address AS "toAddress", m.props,
  m.approval_id AS "approvalId", p.name AS "recipientName", p.active AS "recipientActive", p.zone,
  r.status AS "requestStatus"`;

/** What composing needs. */
export interface ComposeDeps {
  db: Queryable;
  config: Pick<Config, 'PUBLIC_URL'>;
  tokens: EmailLinkTokens;
  clock: Clock;
}

interface LinkRow extends EmailLink {
  usable: boolean;
  taskStatus: string;
  expiresAt: Date;
}

const ASKING = new Set<MailTemplateName>([
  'approval-request',
  'approval-reminder',
  'approval-escalated',
]);

/**
 * What became of a mail row. `pointless`: it has nothing to say any more, as its request or task is closed or its
 * recipient gone; `broken`: the template or its props are not usable, and trying again will not help.
 */
export type Composed =
  | { state: 'ready'; outgoing: OutgoingMail }
  | { state: 'pointless' }
  | { state: 'broken'; reason: string };

/** Renders a mail for sending: signs its links now, and leaves the buttons out when a link has died meanwhile. */
export async function composeMail(deps: ComposeDeps, mail: MailToCompose): Promise<Composed> {
  if (mail.recipientActive === false) return { state: 'pointless' };
  let actions: MailContext['actions'] = null;
  if (isMailTemplate(mail.template) && ASKING.has(mail.template)) {
    if (mail.requestStatus !== null && mail.requestStatus !== 'pending')
      return { state: 'pointless' };
    const links = await linksOf(deps.db, mail.props);
    if (links.some(({ taskStatus }) => taskStatus !== 'open')) return { state: 'pointless' };
    actions = signedActions(deps, links);
  }
  try {
    const outgoing: OutgoingMail = {
      messageId: mail.messageId,
      to: { name: oneLine(mail.recipientName ?? ''), address: mail.toAddress },
      ...renderMail(mail, contextOf(deps.config, mail, actions)),
      ...(mail.approvalId ? { thread: `<approval.${mail.approvalId}@netra>` } : {}),
    };
    return { state: 'ready', outgoing };
  } catch (error) {
    // The name only: the message of a schema error could repeat what is in the props.
    return { state: 'broken', reason: error instanceof Error ? error.name : 'Error' };
  }
}

/** The mail as an admin looks at it: every link leads nowhere, and none is signed. */
export function previewMail(
  deps: { config: Pick<Config, 'PUBLIC_URL'> },
  mail: Pick<MailToCompose, 'template' | 'props' | 'recipientName' | 'zone'>,
): MailPreview {
  const asksWithLinks = linkIdsOf(mail.props) !== null;
  const actions = asksWithLinks ? { approve: '#approve', reject: '#reject' } : null;
  const rendered = renderMail(mail, contextOf(deps.config, mail, actions));
  return { ...rendered, html: rendered.html.replaceAll(/href="[^"]*"/g, 'href="#"') };
}

function contextOf(
  config: Pick<Config, 'PUBLIC_URL'>,
  mail: Pick<MailToCompose, 'recipientName' | 'zone'>,
  actions: MailContext['actions'],
): MailContext {
  return {
    appUrl: config.PUBLIC_URL,
    recipientName: oneLine(mail.recipientName ?? '') || 'you',
    zone: mail.zone ?? 'UTC',
    actions,
  };
}

function linkIdsOf(props: unknown): Record<Verdict, string> | null {
  return (props as { links?: Record<Verdict, string> | null }).links ?? null;
}

async function linksOf(db: Queryable, props: unknown): Promise<LinkRow[]> {
  const ids = linkIdsOf(props);
  if (!ids) return [];
  return db.query<LinkRow>(
    `SELECT l.id, l.request_id AS "requestId", l.step_id AS "stepId", l.approver_id AS "approverId", l.round, l.version,
       l.verdict, l.key_id AS "keyId", l.issued_at AS "issuedAt", l.expires_at AS "expiresAt",
       (l.used_at IS NULL AND l.revoked_at IS NULL) AS usable, t.status AS "taskStatus"
     FROM email_link l JOIN approval_task t ON t.id = l.task_id
     WHERE l.id IN ($1, $2)`,
    [ids.approve, ids.reject],
  );
}

function signedActions(deps: ComposeDeps, links: LinkRow[]): MailContext['actions'] {
  const address = (verdict: Verdict) => {
    const link = links.find((one) => one.verdict === verdict);
    const alive = link && link.usable && link.expiresAt > deps.clock.now();
    const token = alive ? deps.tokens.sign(link) : null;
    return token && `${deps.config.PUBLIC_URL}/email-actions/${token}`;
  };
  const [approve, reject] = [address('approve'), address('reject')];
  return approve && reject ? { approve, reject } : null;
}
