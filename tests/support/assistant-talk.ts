import type { AssistantAnswer } from '../../domain/wire/assistant';
import type { AssistantEvent, AssistantThread } from '../../domain/wire/assistant-threads';
import { createEventParser } from '../../web/lib/event-stream';
import type { TestAnswer, TestApi } from './api';
import type { Persona } from './company';

/** An API, in this process or in one of its own, whose people are signed in. */
type Talkable = Pick<TestApi, 'url' | 'as'>;

/** Begins a conversation. */
export async function begin(api: Talkable, persona: Persona): Promise<string> {
  const client = await api.as(persona);
  const answer = await client.post('/assistant/threads', {});
  if (answer.status !== 201) throw new Error(`no conversation: ${answer.status}`);
  return (answer.body as AssistantThread).id;
}

/** Asks for JSON. */
export async function ask(
  api: Talkable,
  persona: Persona,
  { text, thread }: { text: string; thread?: string },
): Promise<TestAnswer & { answer: AssistantAnswer }> {
  const client = await api.as(persona);
  const id = thread ?? (await begin(api, persona));
  const answer = await client.post(
    `/assistant/threads/${id}/messages`,
    { text },
    { accept: 'application/json' },
  );
  return { ...answer, answer: answer.body };
}

/** What one hears of a stream, as far as one listens. */
export interface Heard {
  events: AssistantEvent[];
  /** Listens until an event of the type, or to the end. */
  until(type?: AssistantEvent['type']): Promise<void>;
  hangUp(): void;
}

/** Listens to a stream: a question's own with a text, otherwise one that is taken up. */
export async function hear(
  api: Talkable,
  persona: Persona,
  { path, text }: { path: string; text?: string },
): Promise<Heard> {
  const { token } = await api.as(persona);
  const controller = new AbortController();
  const response = await fetch(`${api.url}/api/v1${path}`, {
    method: text === undefined ? 'GET' : 'POST',
    headers: {
      ...{ authorization: `Bearer ${token}`, accept: 'text/event-stream' },
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: text === undefined ? undefined : JSON.stringify({ text }),
    signal: controller.signal,
  });
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const parse = createEventParser();
  const events: AssistantEvent[] = [];
  return {
    events,
    until: async (type) => {
      while (!events.some((event) => event.type === type)) {
        const part = await reader.read();
        if (part.done) return;
        for (const { data } of parse(part.value)) events.push(JSON.parse(data) as AssistantEvent);
      }
    },
    hangUp: () => controller.abort(),
  };
}

/** The words of events, put together. */
export const wordsOf = (events: AssistantEvent[]): string =>
  events.map((event) => (event.type === 'words' ? event.text : '')).join('');
