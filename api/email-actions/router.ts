import express, { Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../../domain/errors';
import { decideApproval } from '../../modules/approvals/use-cases/decide-approval';
import { sendFreshLinks } from '../../modules/mail/use-cases/send-fresh-links';
import type { ApiDeps } from '../deps';
import { problemOf } from '../middleware/errors';
import { receivedAtOf } from '../middleware/receipt';
import { deadPage, openPage, plainPage, recordedPage, type Addresses } from './pages';
import { readLink, type ReadLink } from './read-link';
import { PAGE_HEADERS } from './styles';

const BODY_LIMIT = '32kb';
const LONGEST_COMMENT = 4000;
const BAD_POSTS_PER_MINUTE = 10;

type GenuineLink = Exclude<ReadLink, { state: 'forged' }>;
type TokenRequest = Request<{ token: string }>;

/**
 * The pages behind mailed links, to be mounted at the root, before the web app. They need no session, run no script,
 * and answer the same status to GET and POST; only a POST with the page's own nonce changes anything.
 * Error pages are made here too, so that nothing of a token reaches a log.
 */
export function emailActionRouter(deps: ApiDeps): Router {
  const router = Router();
  const badPosts = new RateLimiterMemory({ points: BAD_POSTS_PER_MINUTE, duration: 60 });
  const door = { deps, refuseForged: (request: Request) => refuseForged(deps, badPosts, request) };
  const form = express.urlencoded({ extended: false, limit: BODY_LIMIT, parameterLimit: 20 });

  router
    .route('/email-actions/:token')
    .get((request, response) => show(door.deps, request, response))
    .post(form, (request, response) => decide(door, request, response))
    .all((_request, response) => refuseMethod(deps, response));
  router
    .route('/email-actions/:token/fresh')
    .get((request, response) => show(door.deps, request, response))
    .post(form, (request, response) => renew(door, request, response))
    .all((_request, response) => refuseMethod(deps, response));
  router.use('/email-actions', failurePage(deps));
  return router;
}

interface Door {
  deps: ApiDeps;
  refuseForged(request: Request): Promise<{ status: number; page: ReactNode }>;
}

function find(deps: ApiDeps, request: TokenRequest): Promise<ReadLink> {
  const { db, approvals, clock } = deps;
  return readLink({ db, tokens: approvals.links }, request.params.token, clock.now());
}

async function show(deps: ApiDeps, request: TokenRequest, response: Response): Promise<void> {
  const found = await find(deps, request);
  if (found.state === 'forged') return answer(response, { status: 401, page: forgedPage(deps) });
  answerState(deps, request, response, found);
}

async function decide(door: Door, request: TokenRequest, response: Response): Promise<void> {
  const { deps } = door;
  const found = await find(deps, request);
  if (found.state === 'forged') return answer(response, await door.refuseForged(request));
  if (found.state !== 'open') return answerState(deps, request, response, found);
  const { nonce, comment } = fieldsOf(request);
  const problem = problemWith(deps, found, { nonce, comment });
  if (problem) return answerState(deps, request, response, found, { problem, comment });
  try {
    const { decision } = await decideApproval(deps.approvals, {
      door: { channel: 'email', emailLinkId: found.link.id },
      verdict: found.link.verdict,
      comment: comment || undefined,
      receivedAt: receivedAtOf(response) ?? deps.clock.now(),
    });
    const options = { addresses: addressesOf(deps, request), at: new Date(decision.at) };
    answer(response, recordedPage(found.link, options));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    await answerRefusal(deps, request, response, error);
  }
}

/** Whoever was quicker has changed the rows: the page of what they say now is the answer. */
async function answerRefusal(
  deps: ApiDeps,
  request: TokenRequest,
  response: Response,
  error: DomainError,
): Promise<void> {
  const now = await find(deps, request);
  if (now.state !== 'open' && now.state !== 'forged') {
    return answerState(deps, request, response, now);
  }
  const page = plainPage({
    title: 'This decision cannot be recorded',
    text: error.message,
    appUrl: deps.config.PUBLIC_URL,
  });
  answer(response, { status: error.code === 'already-decided' ? 409 : 410, page });
}

async function renew(door: Door, request: TokenRequest, response: Response): Promise<void> {
  const { deps } = door;
  const found = await find(deps, request);
  if (found.state === 'forged') return answer(response, await door.refuseForged(request));
  const { nonce } = fieldsOf(request);
  if (!deps.approvals.links.isFormNonce(found.claims, nonce, deps.clock.now())) {
    return answerState(deps, request, response, found);
  }
  if (found.state === 'expired') {
    const { db, clock, bus, approvals } = deps;
    await sendFreshLinks({ db, clock, bus, links: approvals.links }, found.link.id);
  }
  const page = plainPage({
    title: 'Please look into your mailbox',
    text: 'If the request still waits for you, a mail with fresh links is on its way to the address the first one was sent to. At most three are sent within an hour.',
    appUrl: deps.config.PUBLIC_URL,
  });
  answer(response, { status: 200, page });
}

function answerState(
  deps: ApiDeps,
  request: TokenRequest,
  response: Response,
  { state, link, claims }: GenuineLink,
  entered: { problem?: string; comment?: string } = {},
): void {
  const addresses = addressesOf(deps, request);
  const nonce = deps.approvals.links.formNonce(claims, deps.clock.now());
  if (state !== 'open') return answer(response, deadPage(state, link, { addresses, nonce }));
  const page = openPage(link, { addresses, nonce, ...entered });
  answer(response, { status: entered.problem ? 400 : 200, page });
}

function problemWith(
  deps: ApiDeps,
  { claims }: GenuineLink,
  fields: { nonce: unknown; comment: string },
): string | undefined {
  if (!deps.approvals.links.isFormNonce(claims, fields.nonce, deps.clock.now())) {
    return 'Nothing was recorded: this page had been open for too long, or did not come from us. Please look at the request once more and press the button again.';
  }
  if (fields.comment.length > LONGEST_COMMENT) {
    return `Nothing was recorded: please write at most ${LONGEST_COMMENT} characters.`;
  }
  return undefined;
}

function fieldsOf(request: Request): { nonce: unknown; comment: string } {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const comment = typeof body.comment === 'string' ? body.comment : '';
  // Forms send line ends as CR LF, which would count twice; PostgreSQL's text holds no NUL.
  const text = comment.replaceAll('\r\n', '\n').replaceAll('\u0000', '').trim();
  return { nonce: body.nonce, comment: text };
}

function addressesOf({ config }: ApiDeps, request: TokenRequest): Addresses {
  const base = new URL(config.PUBLIC_URL).pathname.replace(/\/$/, '');
  const token = encodeURIComponent(request.params.token);
  return { app: config.PUBLIC_URL, fresh: `${base}/email-actions/${token}/fresh` };
}

function forgedPage({ config }: ApiDeps): ReactNode {
  return plainPage({
    title: 'This link is not valid',
    text: 'It is incomplete or was altered. Please open the link in the mail itself, or decide in the app.',
    appUrl: config.PUBLIC_URL,
  });
}

async function refuseForged(deps: ApiDeps, limiter: RateLimiterMemory, request: Request) {
  try {
    await limiter.consume(request.ip ?? 'unknown');
    return { status: 401, page: forgedPage(deps) };
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const page = plainPage({
      title: 'Too many attempts',
      text: 'Too many invalid links were tried from your address. Please wait a minute. Valid links still work.',
      appUrl: deps.config.PUBLIC_URL,
    });
    return { status: 429, page };
  }
}

function refuseMethod({ config }: ApiDeps, response: Response): void {
  const text = 'A link in a mail can only be opened, and its form only be sent.';
  response.set('Allow', 'GET, HEAD, POST');
  const page = plainPage({ title: 'Not possible', text, appUrl: config.PUBLIC_URL });
  answer(response, { status: 405, page });
}

function failurePage(deps: ApiDeps): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { problem, unexpected } = problemOf(error);
    if (unexpected) deps.logger.error({ err: error, problemId: problem.id }, 'unexpected error');
    // An address that cannot even be decoded is an altered link.
    if (error instanceof URIError) return answer(response, { status: 401, page: forgedPage(deps) });
    const page = plainPage({
      title: problem.status >= 500 ? 'This did not work' : 'This form cannot be read',
      text: 'Nothing was recorded. Please open the link in the mail again in a moment.',
      appUrl: deps.config.PUBLIC_URL,
    });
    answer(response, { status: problem.status, page });
  };
}

function answer(response: Response, { status, page }: { status: number; page: ReactNode }): void {
  response.status(status).set(PAGE_HEADERS).type('html');
  response.send(`<!DOCTYPE html>${renderToStaticMarkup(page)}`);
}
