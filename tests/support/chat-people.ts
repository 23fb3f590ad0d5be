import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { MessageWire } from '../../domain/wire/chat';
import type { Persona } from './company';
import type { Personas } from './personas';

/** The log of the conversation that a page has open. */
export const log = (page: Page) => page.getByRole('log', { name: 'Messages' });

/** Who somebody is. */
export async function meOf(
  people: Personas,
  persona: Persona,
): Promise<{ id: string; name: string }> {
  return (await (await people.as(persona)).get('/me')).body;
}

/** Starts a group of its own and returns its id. */
export async function startedBy(
  people: Personas,
  persona: Persona,
  ...others: Persona[]
): Promise<string> {
  const memberIds = await Promise.all(others.map(async (other) => (await meOf(people, other)).id));
  const body = { kind: 'group', name: `Group ${randomUUID().slice(0, 8)}`, memberIds };
  const answer = await (await people.as(persona)).post('/conversations', body);
  return (answer.body as { id: string }).id;
}

/** Sends a message without a browser. */
export async function sendAs(
  people: Personas,
  persona: Persona,
  message: { id: string; text: string; threadOf?: number },
): Promise<MessageWire> {
  const { id, ...rest } = message;
  const body = { clientId: randomUUID(), ...rest };
  const answer = await (await people.as(persona)).post(`/conversations/${id}/messages`, body);
  if (answer.status !== 201) throw new Error(`not sent: ${answer.status} ${message.text}`);
  return answer.body;
}
