import { mayMute } from '../../domain/mail/settings';
import type { SafetyMode } from '../../domain/mail/safety';
import type { Verdict } from '../../domain/approvals/vocabulary';
import type { MailPreview } from '../../domain/wire/admin';
import type { Clock } from '../../platform/clock/clock';
import type { Config } from '../../platform/config/config';
import type { Queryable } from '../../platform/database/database';
import {
  addressOf,
  LOGO_ID,
  type Attachment,
  type OutgoingMail,
} from '../../platform/mailer/mailer';
import type { EmailLink, EmailLinkTokens } from '../../platform/tokens/email-link';
import type { ReplyAddresses } from '../../platform/tokens/reply-address';
import { carriesAccountLink, findAccountLink } from './account-link';
import { calendarFile } from './calendar-file';
import { withFound } from './found-for-mail';
import { gmailMarkup } from './gmail-markup';
import { invoiceFile } from './invoice-file';
import type { MailSettings } from './mail-settings';
import { isMailTemplate, oneLine, renderMail } from './render-mail';
import { safetyOf } from './request-safety';
import { mailPropsSchemas, type MailTemplateName } from './template-props';
import type { MailBrand } from './templates/brand';
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
  requestKind: string | null;
  requestData: unknown;
}

/** The columns of {@link MailToCompose}, for a statement that calls the mail row `m`, its person `p` and its request `r`. */
export const COMPOSING_COLUMNS = `m.message_id AS "messageId", m.template, m.to_address AS "toAddress", m.props,
  m.approval_id AS "approvalId", p.name AS "recipientName", p.active AS "recipientActive", p.zone,
  r.status AS "requestStatus", r.kind AS "requestKind", r.data AS "requestData"`;

/** What composing needs. */
interface ComposeDeps {
  db: Queryable;
  config: Pick<
    Config,
    | 'PUBLIC_URL'
    | 'MAIL_FROM'
    | 'GMAIL_ACTIONS'
    | 'EMAIL_LINK_SECRET'
    | 'EMAIL_LINK_SECRET_PREVIOUS'
  >;
  tokens: EmailLinkTokens;
  replies: ReplyAddresses;
  settings: MailSettings;
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

/** What starts the Message-ID of a mail that an admin sends to look at it. */
export const TEST_KEY = 'test.';

/**
 * What became of a mail row. `pointless`: it has nothing to say any more, as its request or task is closed, its
 * recipient gone or its type turned off; `broken`: the template or its props are not usable, and trying again will not
 * help.
 */
type Composed =
  | { state: 'ready'; outgoing: OutgoingMail }
  | { state: 'pointless' }
  | { state: 'broken'; reason: string };

/**
 * Renders a mail for sending: signs its links now, and leaves the buttons out when a link has died meanwhile.
 * @throws what the database does: that is no fault of the mail, which is to be tried again
 */
export async function composeMail(deps: ComposeDeps, stored: MailToCompose): Promise<Composed> {
  if (stored.recipientActive === false || isMuted(deps.settings, stored))
    return { state: 'pointless' };
  const props = isTest(stored) ? stored.props : await withFound(deps.db, stored);
  if (props === null) return { state: 'pointless' };
  const mail = { ...stored, props };
  const found = await findOut(deps, mail);
  if (found === 'pointless') return { state: 'pointless' };
  try {
    return { state: 'ready', outgoing: outgoingOf(deps, mail, found) };
  } catch (error) {
    // The name only: the message of a schema error could repeat what is in the props.
    return { state: 'broken', reason: error instanceof Error ? error.name : 'Error' };
  }
}

/** What the database knows of a mail: its links, if it asks, and how many calendar files came before its own. */
interface Found {
  links: LinkRow[];
  sequence: number;
  accountLink?: string;
  files?: Attachment[];
}

async function findOut(deps: ComposeDeps, mail: MailToCompose): Promise<Found | 'pointless'> {
  const uid = calendarUidOf(mail);
  const sequence = uid === undefined ? 0 : await earlierFiles(deps.db, mail.messageId, uid);
  if (carriesAccountLink(mail.template) && !isTest(mail)) {
    const about = { template: mail.template, props: mail.props };
    const accountLink = await findAccountLink(deps, about);
    return accountLink === null ? 'pointless' : { links: [], sequence, accountLink };
  }
  if (isTest(mail)) return { links: [], sequence };
  if (!asks(mail)) return { links: [], sequence, files: await invoiceFile(deps, mail) };
  if (mail.requestStatus !== null && mail.requestStatus !== 'pending') return 'pointless';
  const links = await linksOf(deps.db, mail.props);
  return links.some(({ taskStatus }) => taskStatus !== 'open') ? 'pointless' : { links, sequence };
}

const asks = ({ template }: MailToCompose) => isMailTemplate(template) && ASKING.has(template);

function outgoingOf(deps: ComposeDeps, mail: MailToCompose, found: Found): OutgoingMail {
  const { settings, config } = deps;
  const brand = brandOf(settings, settings.logo && `cid:${LOGO_ID}`);
  const asking = askingOf(deps, mail, found.links);
  const accountLink = found.accountLink;
  return {
    messageId: mail.messageId,
    to: { name: oneLine(mail.recipientName ?? ''), address: mail.toAddress },
    ...renderMail(mail, { ...contextOf(config, mail), ...asking.context, accountLink }, brand),
    thread: mail.approvalId ? `<approval.${mail.approvalId}@netra>` : undefined,
    fromName: oneLine(settings.senderName ?? '') || undefined,
    logo: settings.logo ?? undefined,
    replyTo: asking.replyTo,
    files: found.files,
    ...calendarOf(deps, mail, found.sequence),
  };
}

const isTest = ({ messageId }: { messageId: string }) => messageId.startsWith(`<${TEST_KEY}`);

function isMuted({ muted }: MailSettings, mail: MailToCompose): boolean {
  return muted.includes(mail.template) && mayMute(mail.template) && !isTest(mail);
}

type Asking = { context: Pick<MailContext, 'actions'> & Partial<MailContext>; replyTo?: string };

/** The links of a mail that asks, and all that hangs on them; nothing for any other mail. */
function askingOf(deps: ComposeDeps, mail: MailToCompose, links: LinkRow[]): Asking {
  if (!asks(mail)) return { context: { actions: null } };
  if (isTest(mail)) return { context: exampleContext(deps.config) };
  const actions = signedActions(deps, links);
  const mode = modeOf(deps, mail);
  const approving = links.find(({ verdict }) => verdict === 'approve');
  if (!actions || !approving || mode !== 'button') return { context: { actions, mode } };
  const replyTo = deps.replies.of(approving.id) ?? undefined;
  const markup = gmailMarkup(deps.config, { props: mail.props, actions });
  return { context: { actions, mode, markup, takesReplies: replyTo !== undefined }, replyTo };
}

function modeOf({ settings }: ComposeDeps, mail: MailToCompose): SafetyMode {
  const { requestKind: kind, requestData: data } = mail;
  return kind === null ? 'button' : safetyOf(settings.rules, { kind, data });
}

/** Links that look right and lead to the page of links that are none. */
function exampleContext({ PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>): Asking['context'] {
  const page = `${PUBLIC_URL}/email-actions/example`;
  return { actions: { approve: page, reject: page }, mode: 'button' };
}

/** Which entry of a calendar a mail is about, if any; props that are no good say so when they are rendered. */
function calendarUidOf({ template, props }: MailToCompose): string | undefined {
  if (template !== 'approval-outcome') return undefined;
  return mailPropsSchemas[template].safeParse(props).data?.calendar?.uid;
}

function calendarOf(
  deps: ComposeDeps,
  mail: MailToCompose,
  sequence: number,
): Pick<OutgoingMail, 'calendar'> {
  if (mail.template !== 'approval-outcome') return {};
  const { calendar, requestId } = mailPropsSchemas['approval-outcome'].parse(mail.props);
  if (!calendar) return {};
  const { MAIL_FROM, PUBLIC_URL } = deps.config;
  const context = {
    zone: mail.zone ?? 'UTC',
    sequence,
    organizer: { name: 'NETRA', email: addressOf(MAIL_FROM) },
    url: `${PUBLIC_URL}/approvals/${requestId}`,
    now: deps.clock.now(),
  };
  return { calendar: calendarFile(calendar, context) };
}

/** How many mails before this one carry a file of the same uid: the same number however often this one is sent. */
async function earlierFiles(db: Queryable, messageId: string, uid: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM mail earlier, mail this
     WHERE this.message_id = $1 AND earlier.props->'calendar'->>'uid' = $2 AND earlier.props->'calendar' IS NOT NULL
       AND (earlier.created_at, earlier.id) < (this.created_at, this.id)`,
    [messageId, uid],
  );
  return row?.count ?? 0;
}

/** The look of mails under these settings. */
function brandOf(
  { language, signature }: Pick<MailSettings, 'language' | 'signature'>,
  logo: string | null,
): MailBrand {
  return { language, signature, logo };
}

/** A logo as a page can show it without fetching it. */
export function logoUri(logo: Buffer | null): string | null {
  return logo && `data:image/png;base64,${logo.toString('base64')}`;
}

/** The mail as an admin looks at it: every link leads nowhere, and none is signed. */
export function previewMail(
  deps: { config: Pick<Config, 'PUBLIC_URL'>; settings?: MailSettings },
  mail: Pick<MailToCompose, 'template' | 'props' | 'recipientName' | 'zone'>,
): MailPreview {
  const { settings } = deps;
  const asksWithLinks = linkIdsOf(mail.props) !== null;
  const actions = asksWithLinks ? { approve: '#approve', reject: '#reject' } : null;
  const brand = settings && brandOf(settings, logoUri(settings.logo));
  const rendered = renderMail(mail, { ...contextOf(deps.config, mail), actions }, brand);
  return { ...rendered, html: rendered.html.replaceAll(/href="[^"]*"/g, 'href="#"') };
}

function contextOf(
  config: Pick<Config, 'PUBLIC_URL'>,
  mail: Pick<MailToCompose, 'recipientName' | 'zone'>,
): Omit<MailContext, 'actions'> {
  return {
    appUrl: config.PUBLIC_URL,
    recipientName: oneLine(mail.recipientName ?? '') || 'you',
    zone: mail.zone ?? 'UTC',
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
