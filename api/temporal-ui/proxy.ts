import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { DomainError } from '../../domain/errors';
import type { Config } from '../../platform/config/config';
import type { ApiDeps } from '../deps';
import { HttpRefusal } from '../middleware/errors';
import { TEMPORAL_UI_POLICY } from '../middleware/security-headers';
import { principalOrNull, requireRole } from '../middleware/session';
import { CODEC_PATH } from './codec-endpoint';

/**
 * Asking a running workflow for its state is a POST that changes nothing. The name of the query ends the address and is
 * plain letters: however often a server behind decodes or tidies the address, it stays a query.
 */
const QUERY = /^\/api\/v1\/namespaces\/[\w.-]+\/workflows\/[^/]+\/query\/\w+$/;
const SETTINGS = '/api/v1/settings';
const PATIENCE_MS = 30_000;

/** Temporal's Web UI for admins, to look and not to touch: it has no login of its own. */
export function temporalUi(deps: ApiDeps): Router {
  const router = Router();
  router.use(adminsOnly(deps), readingOnly);
  const ui = deps.config.TEMPORAL_UI_URL?.replace(/\/+$/, '').replace(/\/temporal$/, '');
  if (ui) {
    router.use((_request, response, next) => {
      response.set('Content-Security-Policy', TEMPORAL_UI_POLICY);
      next();
    });
    // The UI by itself opens on its server's default namespace, where NETRA has nothing.
    router.get('/', (_request, response) =>
      response.redirect(303, `/temporal/namespaces/${deps.config.TEMPORAL_NAMESPACE}/workflows`),
    );
    router.get(SETTINGS, settingsOf(deps, ui));
    router.use(forward(ui));
  }
  return router;
}

function adminsOnly(deps: ApiDeps): RequestHandler {
  return async (request, response, next) => {
    const principal = await principalOrNull(deps, request);
    if (!principal && request.method === 'GET' && request.accepts(['json', 'html']) === 'html') {
      response.redirect(303, `/sign-in?next=${encodeURIComponent(request.originalUrl)}`);
      return;
    }
    if (!principal) throw new DomainError('unauthenticated', 'Please sign in.');
    requireRole(principal, ['admin']);
    next();
  };
}

const readingOnly: RequestHandler = (request, _response, next) => {
  const reads =
    request.method === 'GET' ||
    request.method === 'HEAD' ||
    (request.method === 'POST' && QUERY.test(request.path));
  if (!reads) throw new HttpRefusal(405, 'The Temporal UI is for looking only.');
  next();
};

function forward(ui: string): RequestHandler {
  return createProxyMiddleware<Request, Response>({
    target: ui,
    changeOrigin: true,
    // The router took `/temporal` off; the UI is served under it.
    pathRewrite: (path) => `/temporal${path}`,
    proxyTimeout: PATIENCE_MS,
    on: {
      // The UI has no use for the session; what it logs shall not hold one.
      proxyReq: (outgoing) => {
        outgoing.removeHeader('cookie');
        outgoing.removeHeader('authorization');
      },
      error: (_error, request, response) => {
        if ('locals' in response) request.next?.(uiIsAway());
        else response.destroy();
      },
    },
  });
}

/** The UI hides what it is told not to offer. Names as its server answers them; one it does not know is ignored. */
const NOT_OFFERED = {
  DisableWriteActions: true,
  WorkflowTerminateDisabled: true,
  WorkflowCancelDisabled: true,
  WorkflowSignalDisabled: true,
  WorkflowUpdateDisabled: true,
  WorkflowResetDisabled: true,
  WorkflowPauseDisabled: true,
  BatchActionsDisabled: true,
  StartWorkflowDisabled: true,
  ActivityCommandsDisabled: true,
  DisableNewsFetch: true,
};

function settingsOf({ config }: ApiDeps, ui: string): RequestHandler {
  return async (_request, response) => {
    const answer = await fetch(`${ui}/temporal${SETTINGS}`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => undefined);
    if (!answer?.ok) throw uiIsAway();
    const settings = (await answer.json()) as Record<string, unknown>;
    response
      .set('Cache-Control', 'no-store')
      .json({ ...settings, ...NOT_OFFERED, ...codecSettings(config) });
  };
}

/** Where the UI has encrypted payloads decoded; the session's cookie goes along. */
function codecSettings(config: Config): object {
  if (!config.TEMPORAL_CODEC_KEY && !config.TEMPORAL_CODEC_KEYS_PREVIOUS) return {};
  const Endpoint = new URL(config.PUBLIC_URL).origin + CODEC_PATH;
  return { Codec: { Endpoint, PassAccessToken: false, IncludeCredentials: true } };
}

function uiIsAway(): DomainError {
  return new DomainError('unavailable', 'The Temporal UI does not answer.');
}
