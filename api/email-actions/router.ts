import express, { Router, type ErrorRequestHandler, type Response } from 'express';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { cacheMailSettings } from '../../modules/mail/mail-settings';
import { sendFreshLinks } from '../../modules/mail/use-cases/send-fresh-links';
import { createGoogleBearer } from '../../platform/tokens/google-bearer';
import type { ApiDeps } from '../deps';
import { problemOf } from '../middleware/errors';
import { receivedAtOf } from '../middleware/receipt';
import { fieldsOf, foreignAnswer, forgedAnswer, stateAnswer, type LinkDoor } from './answers';
import { decideByLink } from './decide-by-link';
import { forgedPage, plainPage } from './pages';
import { PAGE_HEADERS } from './styles';
import { undoByLink } from './undo-by-link';
import { noteFetch, visitLink, type TokenRequest } from './visit-link';

const BODY_LIMIT = '32kb';
const BAD_POSTS_PER_MINUTE = 10;

/**
 * The pages behind mailed links, to be mounted at the root, before the web app. They need no session, run no script,
 * and answer the same status to GET and POST; only a POST with the page's own nonce changes anything.
 * Error pages are made here too, so that nothing of a token reaches a log.
 */
export function emailActionRouter(deps: ApiDeps): Router {
  const router = Router();
  const door: LinkDoor = {
    deps,
    settings: cacheMailSettings(deps),
    google: createGoogleBearer(deps.config),
    badPosts: new RateLimiterMemory({ points: BAD_POSTS_PER_MINUTE, duration: 60 }),
  };
  const form = express.urlencoded({ extended: false, limit: BODY_LIMIT, parameterLimit: 20 });

  router
    .route('/email-actions/:token')
    .get((request, response) => show(door, request, response))
    .post(form, async (request, response) => {
      answer(response, await decideByLink(door, request, receivedAtOf(response)));
    })
    .all((_request, response) => refuseMethod(deps, response));
  router
    .route('/email-actions/:token/fresh')
    .get((request, response) => show(door, request, response))
    .post(form, (request, response) => renew(door, request, response))
    .all((_request, response) => refuseMethod(deps, response));
  router
    .route('/email-actions/:token/undo')
    .get((request, response) => show(door, request, response))
    .post(form, async (request, response) => answer(response, await undoByLink(door, request)))
    .all((_request, response) => refuseMethod(deps, response));
  router.use('/email-actions', failurePage(deps));
  return router;
}

async function show(door: LinkDoor, request: TokenRequest, response: Response): Promise<void> {
  const { deps } = door;
  const visit = await visitLink(deps, request);
  if (visit.state === 'forged') {
    return answer(response, { status: 401, page: forgedPage(deps.config.PUBLIC_URL) });
  }
  await noteFetch(deps, request, visit);
  if (visit.state === 'foreign') return answer(response, foreignAnswer(deps, visit));
  answer(response, await stateAnswer(door, request, visit));
}

async function renew(door: LinkDoor, request: TokenRequest, response: Response): Promise<void> {
  const { deps } = door;
  const { clock, approvals } = deps;
  const visit = await visitLink(deps, request);
  if (visit.state === 'forged') return answer(response, await forgedAnswer(door, request));
  if (visit.state === 'foreign') return answer(response, foreignAnswer(deps, visit));
  if (!approvals.links.openForm(visit.claims, fieldsOf(request).nonce, clock.now())) {
    return answer(response, await stateAnswer(door, request, visit));
  }
  if (visit.state === 'expired') {
    const { db, bus } = deps;
    await sendFreshLinks({ db, clock, bus, links: approvals.links }, visit.link.id);
  }
  const page = plainPage({
    title: 'Please look into your mailbox',
    text: 'If the request still waits for you, a mail with fresh links is on its way to the address the first one was sent to. At most three are sent within an hour.',
    appUrl: deps.config.PUBLIC_URL,
  });
  answer(response, { status: 200, page });
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
    if (error instanceof URIError) {
      return answer(response, { status: 401, page: forgedPage(deps.config.PUBLIC_URL) });
    }
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
