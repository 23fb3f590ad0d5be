import express, { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import { invalidInput } from '../../domain/errors';
import { decodePayloads, type PayloadText } from '../../modules/audit/use-cases/decode-payloads';
import { payloadCodecOf } from '../../platform/temporal/data-converter';
import type { ApiDeps } from '../deps';
import { fieldProblems } from '../../domain/field-problems';
import { HttpRefusal } from '../middleware/errors';
import { requirePrincipal, requireRole } from '../middleware/session';

/** Where the endpoint is mounted: beside the UI, on the same origin. */
export const CODEC_PATH = '/temporal-codec';

const BODY_LIMIT = '4mb';
const MOST_PAYLOADS = 1_000;

const base64 = z.base64().default('');
const bodySchema = z.object({
  payloads: z
    .array(z.object({ metadata: z.record(z.string(), base64).default({}), data: base64 }))
    .max(MOST_PAYLOADS),
});

/**
 * What Temporal's Web UI asks to show payloads that are encrypted. For admins on our own pages only; each answer is
 * audited before it is given. Nothing is ever encrypted for anybody.
 */
export function codecEndpoint(deps: ApiDeps): Router {
  const codec = payloadCodecOf(deps.config);
  const namespace = deps.config.TEMPORAL_NAMESPACE;
  const router = Router();
  router.use(ownOriginOnly(deps), adminsOnly(deps));
  router.post('/decode', express.json({ limit: BODY_LIMIT }), async (request, response) => {
    const principal = await requirePrincipal(deps, request);
    const given = { principal, namespace, payloads: parse(request.body) };
    const payloads = await decodePayloads({ db: deps.db, codec }, given);
    response.set('Cache-Control', 'no-store').json({ payloads });
  });
  router.use(() => {
    throw new HttpRefusal(405, 'Payloads are only decoded here, by POST.');
  });
  return router;
}

/** Stricter than for the API: a page of another address that reaches this host is another site too. */
function ownOriginOnly({ config }: ApiDeps): RequestHandler {
  const own = new URL(config.PUBLIC_URL).origin;
  return (request, _response, next) => {
    const { origin } = request.headers;
    const foreign =
      origin === undefined ? request.headers['sec-fetch-site'] === 'cross-site' : origin !== own;
    if (foreign) throw new HttpRefusal(403, 'This request comes from another site.');
    next();
  };
}

function adminsOnly(deps: ApiDeps): RequestHandler {
  return async (request, _response, next) => {
    requireRole(await requirePrincipal(deps, request), ['admin']);
    next();
  };
}

function parse(body: unknown): PayloadText[] {
  const result = bodySchema.safeParse(body);
  if (!result.success) throw invalidInput(fieldProblems(result.error));
  return result.data.payloads;
}
