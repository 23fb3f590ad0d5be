import { RateLimiterRes, type RateLimiterMemory } from 'rate-limiter-flexible';
import type { Principal } from '../../domain/access/principal';
import type { SafetyMode } from '../../domain/mail/safety';
import type { LinkView } from '../../modules/mail/link-state';
import type { MailSettingsCache } from '../../modules/mail/mail-settings';
import { safetyOf } from '../../modules/mail/request-safety';
import type { GoogleBearer } from '../../platform/tokens/google-bearer';
import type { ApiDeps } from '../deps';
import {
  deadPage,
  foreignPage,
  forgedPage,
  openPage,
  plainPage,
  signInPage,
  type PageAnswer,
} from './pages';
import type { Addresses } from './page-frame';
import type { GenuineVisit, TokenRequest } from './visit-link';

/** What the door of mailed links is built from. */
export interface LinkDoor {
  deps: ApiDeps;
  settings: MailSettingsCache;
  google: GoogleBearer;
  /** Counts what only a guesser sends, by address. */
  badPosts: RateLimiterMemory;
}

/** How carefully this link acts now. */
export async function modeOf({ settings }: LinkDoor, link: LinkView): Promise<SafetyMode> {
  const { rules } = await settings.now();
  return safetyOf(rules, { kind: link.kind, data: link.requestData });
}

/** The page of a genuine link as it stands. */
export async function stateAnswer(
  door: LinkDoor,
  request: TokenRequest,
  visit: GenuineVisit,
): Promise<PageAnswer> {
  if (visit.state === 'open') {
    const mode = await modeOf(door, visit.link);
    return askAnswer(door, request, { visit, mode, status: 200 });
  }
  const { deps } = door;
  const addresses = addressesOf(deps, request);
  const { nonce } = deps.approvals.links.renderForm(visit.claims, deps.clock.now());
  return deadPage(visit.state, visit.link, { addresses, nonce });
}

/** The page of an open link: its form in the mode that is asked for, or the way to the app. */
export function askAnswer(
  { deps }: LinkDoor,
  request: TokenRequest,
  asked: {
    visit: GenuineVisit;
    mode: SafetyMode;
    status: number;
    problem?: string;
    comment?: string;
  },
): PageAnswer {
  const { visit, mode, status, problem, comment } = asked;
  const addresses = addressesOf(deps, request);
  if (mode === 'sign-in') return { status, page: signInPage(visit.link, { addresses }) };
  const { nonce, code } = deps.approvals.links.renderForm(visit.claims, deps.clock.now());
  const form = { nonce, problem, comment, ...(mode === 'challenge' ? { code } : {}) };
  return { status, page: openPage(visit.link, { addresses, ...form }) };
}

/** The page for somebody signed in as another person. */
export function foreignAnswer(
  { config }: ApiDeps,
  { link, reader }: { link: LinkView; reader: Principal },
): PageAnswer {
  const { approverName } = link;
  const page = foreignPage({ approverName, readerName: reader.name, appUrl: config.PUBLIC_URL });
  return { status: 403, page };
}

/** The page for a token of a posted form that is none of ours; after too many from one address, that they are. */
export async function forgedAnswer(door: LinkDoor, request: TokenRequest): Promise<PageAnswer> {
  const appUrl = door.deps.config.PUBLIC_URL;
  return (await tooManyAnswer(door, request)) ?? { status: 401, page: forgedPage(appUrl) };
}

/** Counts a guess; the page that says so once there were too many. */
export async function tooManyAnswer(
  { badPosts, deps }: LinkDoor,
  request: TokenRequest,
): Promise<PageAnswer | null> {
  try {
    await badPosts.consume(request.ip ?? 'unknown');
    return null;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const page = plainPage({
      title: 'Too many attempts',
      text: 'Too many invalid links or codes were tried from your address. Please wait a minute. Valid links still work.',
      appUrl: deps.config.PUBLIC_URL,
    });
    return { status: 429, page };
  }
}

/** Where the pages' own links and forms lead. */
export function addressesOf({ config }: ApiDeps, request: TokenRequest): Addresses {
  const base = new URL(config.PUBLIC_URL).pathname.replace(/\/$/, '');
  const token = encodeURIComponent(request.params.token);
  const page = `${base}/email-actions/${token}`;
  return { app: config.PUBLIC_URL, fresh: `${page}/fresh`, undo: `${page}/undo` };
}

/** What a form may carry. */
export function fieldsOf(request: TokenRequest): {
  nonce: unknown;
  comment: string;
  code: string;
} {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
  // Forms send line ends as CR LF, which would count twice; PostgreSQL's text holds no NUL.
  const comment = textOf(body.comment).replaceAll('\r\n', '\n').replaceAll('\u0000', '').trim();
  return {
    nonce: body.nonce,
    comment,
    code: textOf(body.code).replace(/[\s-]/g, '').toUpperCase(),
  };
}
