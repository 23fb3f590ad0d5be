import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Principal } from '../domain/access/principal';
import type { Resource } from '../domain/access/resources';
import type { Role } from '../domain/roles';

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What a handler gets: everything parsed, the person known (null only where `access` is `anyone`). */
export interface RouteContext<Params, Query, Body, Who = Principal> {
  params: Params;
  query: Query;
  body: Body;
  principal: Who;
  /** When the request's first byte was read: what deadlines are compared with. */
  receivedAt: Date;
  request: Request;
  response: Response;
}

/** One route: validation, access and documentation from one definition. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Under `/api/v1`, Express style: `/people/:id`. */
  path: string;
  tag: string;
  summary: string;
  /** `signed-in` is everybody with a session; a list of roles is those who hold one of them (others get 403). */
  access: 'anyone' | 'signed-in' | Role[];
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** What the documentation shows instead of `body`, where the handler parses further. */
  documentedBody?: z.ZodType;
  /** The form a route takes instead of JSON; the handler reads it as a stream. For the documentation. */
  documentedForm?: z.ZodType;
  answer: z.ZodType;
  /** The type of an answer that is not JSON; the handler sends it. For the documentation. */
  answerType?: string;
  status: number;
  /** Honour `Idempotency-Key`: the same key and body answer the first answer again. */
  creates: boolean;
  shows?: Shown<never>;
  handle: (context: RouteContext<never, never, never, never>) => Promise<unknown>;
  /** Tells of what was created, each time it is asked for by the same key: for answers that come as they are made. */
  tell?: (context: RouteContext<never, never, never, never>, created: unknown) => Promise<unknown>;
}

/**
 * A route that creates something once for each key, and tells of it each time: what `creates` would keep is not the answer
 * then, but what it is told from.
 * @param of.answer what is told, for the documentation
 */
export function tellingOf<Params, Query, Body, Created>(
  route: Route,
  of: {
    answer: z.ZodType;
    tell: (context: RouteContext<Params, Query, Body>, created: Created) => Promise<unknown>;
  },
): Route {
  return { ...route, creates: true, answer: of.answer, tell: of.tell as Route['tell'] };
}

/** Whose records an answer holds: what is seen of them by a grant alone is written down before it is sent. */
export interface Shown<Answer> {
  resource: Resource;
  /** Of the people whose records they are; of projects, their own ids. */
  ids: (answer: Answer) => string[];
}

/** Declares a route with its parts inferred. The handler returns what `answer` describes. */
export function defineRoute<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Access extends Route['access'] = 'signed-in',
  Answer extends z.ZodType = z.ZodType,
>(route: {
  method: Route['method'];
  path: string;
  tag: string;
  summary: string;
  access?: Access;
  params?: Params;
  query?: Query;
  body?: Body;
  documentedBody?: z.ZodType;
  documentedForm?: z.ZodType;
  answer: Answer;
  answerType?: string;
  status?: number;
  creates?: boolean;
  shows?: Shown<z.input<Answer>>;
  handle: (
    context: RouteContext<
      Parsed<Params>,
      Parsed<Query>,
      Parsed<Body>,
      Access extends 'anyone' ? Principal | null : Principal
    >,
  ) => Promise<z.input<Answer>>;
}): Route {
  return {
    status: 200,
    creates: false,
    ...route,
    access: route.access ?? 'signed-in',
  };
}
