import type { Agent } from 'node:http';
import { percentile } from './load';
import { callApi } from './people';

/** Reads from the API as somebody; the answer of a GET. */
export interface Get {
  <Answer>(path: string): Promise<Answer>;
  token: string;
}

/** Signs a persona of the demo company in. */
export async function signIn(agent: Agent, url: string, persona: string): Promise<Get> {
  const call = <Answer>(method: string, path: string, token?: string, body?: unknown) =>
    callApi<Answer>({ agent, url: `${url}/api/v1${path}`, method, token, body });
  const { token } = await call<{ token: string }>('POST', '/auth/login', undefined, {
    ...{ email: `${persona}@netra.example`, password: 'netra-demo' },
  });
  return Object.assign(<Answer>(path: string) => call<Answer>('GET', path, token), { token });
}

/** How long some work takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** "p50 / p95 / p99" of waits, and whether the second is within a goal; all in milliseconds. */
export function figuresOf(waits: number[], goalMs: number): { figures: string; holds: string } {
  const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map((share) => percentile(waits, share));
  return {
    figures: [p50, p95, p99].map((value) => value.toFixed(1)).join(' / '),
    holds: p95 <= goalMs ? 'yes' : 'no',
  };
}
