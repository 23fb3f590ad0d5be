import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Principal } from '../domain/access/principal';
import { withoutGrants } from '../domain/access/grants';
import { invalidInput, type FieldProblem } from '../domain/errors';
import { noteGrantUse } from '../modules/access-grants/use-cases/note-grant-use';
import { withoutUnseen } from '../domain/unseen';
import type { ApiDeps } from './deps';
import { fieldProblems } from '../domain/field-problems';
import { HttpRefusal } from './middleware/errors';
import { requestHash, type Answer, type Idempotency } from './middleware/idempotency';
import { receivedAtOf } from './middleware/receipt';
import { requireOpenTo } from './middleware/restriction';
import { principalOrNull, requirePrincipal, requireRole } from './middleware/session';
import type { Route, RouteContext } from './route';

const keySchema = z.string().min(1).max(200);
// A zero byte and halves of surrogate pairs are JSON, and text no database keeps.
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** What mounting needs beside the routes. */
interface MountDeps extends ApiDeps {
  idempotency: Idempotency;
}

/** Express handlers of routes: who asks, what they sent, once if it creates, and the answer. */
export function mountRoutes(deps: MountDeps, routes: Route[]): Router {
  const router = Router();
  for (const route of routes) router[route.method](route.path, answering(deps, route));
  return router;
}

function answering(deps: MountDeps, route: Route): RequestHandler {
  return async (request, response) => {
    response.set('Cache-Control', 'no-store');
    logWhenAnswered(deps, route, response);
    const principal = await admit(deps, route, request);
    // A grant lets one look: what changes something is judged without it.
    const actor = principal && route.method !== 'get' ? withoutGrants(principal) : principal;
    const input = read(route, request);
    const context = {
      ...input,
      principal: actor,
      receivedAt: receivedAtOf(response),
      request,
      response,
    } as unknown as RouteContext<never, never, never, never>;
    const work = async (): Promise<Answer> => {
      const body = await route.handle(context);
      if (actor) await noteShown(deps, route, { reader: actor, body });
      return { status: route.status, body };
    };
    const key = route.creates && principal ? keyOf(request) : undefined;
    const answer =
      key === undefined || !principal
        ? await work()
        : await deps.idempotency.once(
            {
              employeeId: principal.id,
              key,
              hash: requestHash(
                request.method,
                request.baseUrl + request.path,
                fingerprint(request),
              ),
            },
            work,
          );
    send(response, route.tell ? await told(route.tell, context, answer) : answer);
  };
}

const told = async (
  tell: NonNullable<Route['tell']>,
  context: RouteContext<never, never, never, never>,
  { status, body }: Answer,
): Promise<Answer> => ({ status, body: await tell(context, body) });

async function admit(deps: ApiDeps, route: Route, request: Request): Promise<Principal | null> {
  if (route.access === 'anyone') return principalOrNull(deps, request);
  const principal = await requirePrincipal(deps, request);
  if (route.access !== 'signed-in') requireRole(principal, route.access);
  requireOpenTo(route, principal);
  return principal;
}

/** Writes down, before it is sent, what of an answer is seen by a grant alone. */
async function noteShown(
  { db }: ApiDeps,
  { shows, path }: Route,
  { reader, body }: { reader: Principal; body: unknown },
): Promise<void> {
  if (!shows) return;
  const { resource, ids } = shows;
  await noteGrantUse(db, reader, { resource, door: path, ids: ids(body as never) });
}

/** Everything a request carries, checked; all its problems are told at once. */
function read(route: Route, request: Request) {
  const problems: FieldProblem[] = [];
  const parse = (schema: z.ZodType | undefined, value: unknown): unknown => {
    if (!schema) return undefined;
    const bad = unstorable(value);
    if (bad !== undefined) {
      problems.push({ path: bad, message: 'Contains a character that cannot be stored.' });
      return undefined;
    }
    const result = schema.safeParse(value);
    if (!result.success) problems.push(...fieldProblems(result.error));
    return result.data;
  };
  if (route.body) refuseOtherThanJson(request);
  const input = {
    params: parse(route.params, request.params),
    query: parse(route.query, request.query),
    body: parse(route.body, withoutUnseen((request.body as unknown) ?? {})),
  };
  if (problems.length > 0) throw invalidInput(problems);
  return input;
}

/** The path of the first text that cannot be stored, or undefined. */
function unstorable(value: unknown, path: string[] = []): string | undefined {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? path.join('.') : undefined;
  if (value === null || typeof value !== 'object') return undefined;
  for (const [name, member] of Object.entries(value)) {
    if (UNSTORABLE.test(name)) return path.join('.');
    const found = unstorable(member, [...path, name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function refuseOtherThanJson(request: Request): void {
  // `is` answers null when there is no body at all; then the schema says what is missing. A length of nothing is none.
  if (request.get('content-length') === '0') return;
  if (request.is('application/json') === false) {
    throw new HttpRefusal(415, 'Send the body as application/json.');
  }
}

function keyOf(request: Request): string | undefined {
  const header = request.get('idempotency-key');
  if (header === undefined) return undefined;
  const key = keySchema.safeParse(header);
  if (!key.success) {
    throw invalidInput([{ path: 'Idempotency-Key', message: 'Use 1 to 200 characters.' }]);
  }
  return key.data;
}

/** What tells two requests of one address apart; a form that is still on its way is known by its length alone. */
function fingerprint(request: Request): unknown {
  const length = request.get('content-length');
  return request.body === undefined && request.is('multipart') ? { length } : request.body;
}

/** A handler that answered by itself (a page, a stream) leaves nothing to send. */
function send(response: Response, { status, body }: Answer): void {
  if (response.headersSent) return;
  if (status === 204) response.status(204).end();
  else response.status(status).json(body ?? null);
}

/** Route patterns only: an address may hold a token. */
function logWhenAnswered(deps: ApiDeps, route: Route, response: Response): void {
  const level = route.method === 'get' ? 'debug' : 'info';
  if (!deps.logger.isLevelEnabled(level)) return;
  response.once('finish', () => {
    deps.logger[level](
      {
        method: route.method,
        route: route.path,
        status: response.statusCode,
        ms: Date.now() - receivedAtOf(response).getTime(),
      },
      'answered',
    );
  });
}
