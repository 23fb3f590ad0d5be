import { clientOf, type TestClient } from './api';
import type { Persona } from './company';
import type { RunningApp } from './app';
import type { Approval } from '../../domain/wire/approvals';

/** The personas of a running NETRA, each signed in once. */
export interface Personas {
  as(persona: Persona): Promise<TestClient>;
}

/** Signs personas in on demand. */
export function personasOf(app: Pick<RunningApp, 'url'>): Personas {
  const clients = new Map<Persona, Promise<TestClient>>();
  const signIn = async (persona: Persona) => {
    const body = { email: `${persona}@netra.example`, password: 'netra-demo' };
    const answer = await clientOf(app.url).post('/auth/login', body);
    if (answer.status !== 200) throw new Error(`${persona} cannot sign in: ${answer.status}`);
    return clientOf(app.url, (answer.body as { token: string }).token);
  };
  return {
    as(persona) {
      const client = clients.get(persona) ?? signIn(persona);
      clients.set(persona, client);
      return client;
    },
  };
}

/** What a submission answered. */
export interface Asked {
  id: string;
  approvalId: string;
  days?: string;
}

let nextDay = 0;

/** Asks for one working day of leave, another day at each call. */
export async function askForLeave(
  client: TestClient,
  over: Record<string, unknown> = {},
): Promise<Asked> {
  const on = workingDay(nextDay++);
  const body = { type: 'unpaid', from: on, to: on, reason: 'A day off', ...over };
  return created(await client.post('/leave-requests', body));
}

/** Asks for a claim of these amounts in rupees. */
export async function claim(client: TestClient, ...amounts: string[]): Promise<Asked> {
  const lines = amounts.map((amount) => ({
    date: '2026-11-02',
    category: 'travel',
    amount: { amount, currency: 'INR' },
    description: 'Taxi to the customer',
  }));
  return created(await client.post('/expense-claims', { title: 'Customer visit', lines }));
}

function created(answer: { status: number; body: never }): Asked {
  if (answer.status !== 201) {
    throw new Error(`not created: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return answer.body;
}

/** Reads an approval until `isTrue` of it; fails with what it was last. */
export async function approvalWhen(
  client: TestClient,
  id: string,
  isTrue: (approval: Approval) => boolean,
  waitMs = 20_000,
): Promise<Approval> {
  for (const end = Date.now() + waitMs; ;) {
    const answer = await client.get(`/approvals/${id}`);
    const approval = answer.body as Approval;
    if (answer.status === 200 && isTrue(approval)) return approval;
    if (Date.now() > end) throw new Error(`it did not come to that: ${JSON.stringify(approval)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Until somebody is asked at the named step. */
export function asked(step: string): (approval: Approval) => boolean {
  return ({ steps }) => steps.some(({ key, status }) => key === step && status === 'open');
}

/** Until it is closed. */
export function closed({ status }: Approval): boolean {
  return status !== 'pending';
}

/** A Monday to Friday of 2028, which nobody of the demo company has plans for. */
function workingDay(index: number): string {
  const week = Math.floor(index / 5);
  const date = new Date(Date.UTC(2028, 1, 7 + week * 7 + (index % 5)));
  return date.toISOString().slice(0, 10);
}
