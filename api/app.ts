import express, { type Express } from 'express';
import type { ApiDeps } from './deps';
import { emailActionRouter } from './email-actions/router';
import { problems, unknownAddress } from './middleware/errors';
import { createIdempotency } from './middleware/idempotency';
import { originCheck } from './middleware/origin-check';
import { stampReceipt } from './middleware/receipt';
import { securityHeaders } from './middleware/security-headers';
import { webApp } from './middleware/static';
import { oneEachTurn } from './middleware/turns';
import { mountRoutes } from './mount';
import { apiReference } from './openapi';
import { allRoutes } from './routes';
import { CODEC_PATH, codecEndpoint } from './temporal-ui/codec-endpoint';
import { temporalUi } from './temporal-ui/proxy';

/** The largest body that is read. */
const BODY_LIMIT = '256kb';

/** Everything the API answers, from outermost to innermost. */
export function createApp(given: ApiDeps): Express {
  const idempotency = createIdempotency(given.db);
  const { db } = idempotency;
  const deps = { ...given, db, approvals: { ...given.approvals, db }, idempotency };
  const routes = allRoutes(deps);

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // Whom a request comes from is what the proxies in front say of it, and nobody else.
  app.set('trust proxy', deps.config.TRUSTED_PROXIES ?? false);
  app.use(stampReceipt(deps.clock));
  app.use(oneEachTurn());
  app.use(securityHeaders(deps.config));
  app.use('/temporal', originCheck(deps.config), temporalUi(deps));
  app.use(CODEC_PATH, codecEndpoint(deps));
  app.use('/api/v1', originCheck(deps.config), express.json({ limit: BODY_LIMIT }));
  app.use('/api/v1', mountRoutes(deps, routes), apiReference(routes));
  app.use('/email-actions', originCheck(deps.config, { opaque: true }));
  app.use(emailActionRouter(deps));
  app.use(['/api', '/temporal'], unknownAddress);
  app.use(webApp());
  app.use(unknownAddress);
  app.use(problems(deps.logger));
  return app;
}
