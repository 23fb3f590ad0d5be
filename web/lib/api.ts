import type { FieldProblem, ErrorCode } from '../../domain/errors';
import type { Problem } from '../../domain/wire/common';
import { createEventParser, type StreamEvent } from './event-stream';

// What is wrong with fields reads without their technical names.
function sentenceOf(problem: Problem | null): string | undefined {
  const messages = (problem?.errors ?? []).map(({ message }) => message.replace(/[.\s]+$/, ''));
  if (messages.length > 0) return `${[...new Set(messages)].join('. ')}.`;
  return problem?.detail ?? problem?.title;
}

/** A refusal of the API, as RFC 9457 describes it; `offline` when no answer came at all. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: ErrorCode | 'offline' | 'unexpected';
  readonly errors: FieldProblem[];
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null, fallback: string) {
    super(sentenceOf(problem) ?? fallback);
    this.name = 'ApiProblem';
    this.status = status;
    this.problem = problem;
    this.errors = problem?.errors ?? [];
    this.code =
      status === 0 ? 'offline' : ((problem?.code as ErrorCode | undefined) ?? 'unexpected');
  }
}

/** What a query string can hold; absent and empty members are left out. */
export type QueryParams = Record<string, string | number | undefined | null>;

interface Options {
  query?: QueryParams;
  body?: unknown;
  /** Sent as multipart/form-data instead of a body. */
  form?: FormData;
  headers?: Record<string, string>;
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** What is taken instead of JSON. */
  accept?: string;
}

interface TellingOptions<Told> {
  form: FormData;
  query?: QueryParams;
  /** Of the stream. */
  type: string;
  tell: (told: Told) => void;
}

const BASE = '/api/v1';

/** `path` with its query string, without empty members. */
export function withQuery(path: string, query: QueryParams = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

async function readProblem(response: Response): Promise<Problem | null> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return null;
  }
}

function requestInit(method: string, options: Options): RequestInit {
  const { body, form, idempotencyKey, signal, accept = 'application/json' } = options;
  const headers: Record<string, string> = { ...options.headers, accept };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (idempotencyKey) headers['idempotency-key'] = idempotencyKey;
  return {
    method,
    headers,
    signal,
    // What is taken away goes even if the page that said so is left at that moment.
    keepalive: method === 'DELETE',
    credentials: 'same-origin',
    body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
  };
}

async function send(method: string, path: string, options: Options): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(withQuery(BASE + path, options.query), requestInit(method, options));
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiProblem(0, null, 'NETRA cannot be reached. Check your connection and try again.');
  }
  if (response.ok) return response;
  const fallback = `Something went wrong (${response.status}). Try again in a moment.`;
  throw new ApiProblem(response.status, await readProblem(response), fallback);
}

async function call<Answer>(method: string, path: string, options: Options = {}): Promise<Answer> {
  const response = await send(method, path, options);
  if (response.status === 204) return undefined as Answer;
  return (await response.json()) as Answer;
}

async function readLines<Told, Answer>(
  response: Response,
  tell: (told: Told) => void,
): Promise<Answer> {
  const broken =
    'The connection broke off before the end. Look whether it was done before you try again.';
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let waiting: string | undefined;
  let rest = '';
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      const lines = (rest + part.value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (waiting !== undefined) tell(JSON.parse(waiting) as Told);
        waiting = line;
      }
    }
  } catch {
    throw new ApiProblem(0, null, broken);
  }
  return JSON.parse(waiting ?? 'null') as Answer;
}

interface StreamOptions extends Pick<Options, 'query' | 'signal' | 'body'> {
  method: 'GET' | 'POST';
  hear: (event: StreamEvent) => void;
}

/** Hears a `text/event-stream` to its end; one that breaks off counts as the connection being lost. */
async function stream(path: string, { method, hear, ...options }: StreamOptions): Promise<void> {
  const response = await send(method, path, { ...options, accept: 'text/event-stream' });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const parse = createEventParser();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      parse(part.value).forEach(hear);
    }
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiProblem(0, null, 'The connection broke off.');
  }
}

/** The API over HTTP. Every call rejects with an {@link ApiProblem}. */
export const api = {
  get: <Answer>(path: string, query?: QueryParams, signal?: AbortSignal) =>
    call<Answer>('GET', path, { query, signal }),
  post: <Answer>(path: string, body: unknown = {}, options: Omit<Options, 'body'> = {}) =>
    call<Answer>('POST', path, { ...options, body }),
  /** Files; the browser names the form's type and boundary. */
  upload: <Answer>(
    path: string,
    form: FormData,
    options: Pick<Options, 'headers' | 'query'> = {},
  ) => call<Answer>('POST', path, { ...options, form }),
  put: <Answer>(path: string, body: unknown) => call<Answer>('PUT', path, { body }),
  patch: <Answer>(path: string, body: unknown) => call<Answer>('PATCH', path, { body }),
  delete: <Answer>(path: string) => call<Answer>('DELETE', path),
  /**
   * A form whose answer comes as lines of JSON, the result last; every earlier line is told as it comes. Answered at once,
   * the result is the only one.
   */
  uploadTelling: async <Told, Answer>(
    path: string,
    { form, query, type, tell }: TellingOptions<Told>,
  ): Promise<Answer> => {
    const response = await send('POST', path, { form, query, accept: type });
    if (!response.headers.get('content-type')?.startsWith(type)) {
      return (await response.json()) as Answer;
    }
    return readLines<Told, Answer>(response, tell);
  },
  stream,
  /** An answer that is a page rather than JSON. */
  text: async (path: string, signal?: AbortSignal) => (await send('GET', path, { signal })).text(),
};

/** No answer, a server in trouble, or too many at once: the same may succeed later. */
export function isPassing(error: unknown): boolean {
  return (
    !(error instanceof ApiProblem) ||
    error.status === 0 ||
    error.status >= 500 ||
    error.status === 429 ||
    error.status === 401
  );
}
