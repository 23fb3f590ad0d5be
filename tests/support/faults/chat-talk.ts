import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import type { ChangeList, ChangeWire, MessageWire } from '../../../domain/wire/chat';
import { CHANGES_AT_ONCE, createChatLog, type ChatLog } from '../chat-log';
import { hire, signInAs } from '../realtime-node';
import type { ChatPlant } from './chat-plant';

/** Somebody signed in. */
export interface Talker {
  id: string;
  token: string;
}

/** A conversation and who is in it. */
export interface Talk {
  conversationId: string;
  people: Talker[];
}

/** What was acknowledged, and when. */
export interface Acknowledged {
  message: MessageWire;
  at: number;
}

/** A page that looks at a conversation and goes to the other API whenever it is cut off. */
export interface Reader extends Pick<ChatLog, 'shown' | 'seqs'> {
  /** How often it has connected. */
  connects(): number;
  close(): void;
}

interface Answer<Body> {
  status: number;
  body: Body;
}

const PATIENCE_MS = 5_000;
const someMs = () => 50 + Math.random() * 150;

/** Hires `count` people, signs them in and brings them together. */
export async function startTalk(plant: ChatPlant, count: number): Promise<Talk> {
  const people: Talker[] = [];
  for (let n = 0; n < count; n++) {
    const id = await hire(plant.db);
    people.push({ id, token: (await signInAs(plant.db, id)).token });
  }
  const [first, ...others] = people as [Talker, ...Talker[]];
  const wanted = { kind: 'group', memberIds: others.map(({ id }) => id) };
  const { body } = await insist<{ id: string }>(plant, 0, {
    ...{ talker: first, method: 'POST', path: '/conversations', body: wanted },
  });
  return { conversationId: body.id, people };
}

/**
 * Sends a message until somebody acknowledges it, always under the same client id.
 * @param input.at the API that is asked first; after a failure it is the other one's turn
 */
export async function say(
  plant: ChatPlant,
  input: { talk: Talk; by: number; text: string; clientId: string; at?: number },
): Promise<Acknowledged> {
  const { talk, by, text, clientId, at = 0 } = input;
  const { body } = await insist<MessageWire>(plant, at, {
    talker: talk.people[by] as Talker,
    method: 'POST',
    path: `/conversations/${talk.conversationId}/messages`,
    body: { clientId, text },
  });
  return { message: body, at: Date.now() };
}

/** Ten people who send `count` messages, each the next as soon as the last one is acknowledged and a pause is over. */
export async function talkOn(
  plant: ChatPlant,
  input: { talk: Talk; count: number; pauseMs: number },
): Promise<Acknowledged[]> {
  const sent: Acknowledged[] = [];
  const speaker = async (by: number) => {
    for (let n = by; n < input.count; n += 10) {
      const clientId = `message-${n}`;
      const at = n % 2;
      // One in ten is sent twice, as by a page that has not heard of its first try.
      const again =
        n % 10 === 3 && say(plant, { ...input, by, text: `${n}`, clientId, at: 1 - at });
      sent.push(await say(plant, { ...input, by, text: `${n}`, clientId, at }));
      await again;
      await sleep(input.pauseMs);
    }
  };
  await Promise.all(Array.from({ length: 10 }, (_, by) => speaker(by)));
  return sent;
}

/** Opens a page, first at the API of this number. */
export async function openReader(
  plant: ChatPlant,
  input: { talk: Talk; by: number; at: number },
): Promise<Reader> {
  const { conversationId, people } = input.talk;
  const talker = people[input.by] as Talker;
  let at = input.at;
  let closed = false;
  let connects = 0;
  let hangUp = () => undefined as unknown;
  const log = createChatLog({
    conversationId,
    async fetch(after) {
      const path = `/conversations/${conversationId}/changes?after=${after}&limit=${CHANGES_AT_ONCE}`;
      const { body } = await insist<ChangeList>(plant, at, { talker, method: 'GET', path });
      return body.items;
    },
  });
  const connect = (whenConnected: () => void = () => undefined) => {
    const socket = io(plant.urls[at % 2], {
      ...{ transports: ['websocket'], forceNew: true, reconnection: false },
      auth: { token: talker.token },
    });
    hangUp = () => socket.close();
    let left = false;
    const leave = () => {
      if (left || closed) return;
      left = true;
      socket.close();
      at++;
      setTimeout(() => closed || connect(), someMs());
    };
    socket.on('connect', () => {
      connects++;
      log.catchUp().then(whenConnected, () => undefined);
    });
    socket.on('disconnect', leave);
    socket.on('connect_error', leave);
    socket.on('message', (message: MessageWire) => log.hearMessage(message));
    socket.on('conversation', (change: ChangeWire) => log.hear(change));
  };
  await new Promise<void>((resolve) => connect(resolve));
  return {
    ...{ shown: log.shown, seqs: log.seqs },
    connects: () => connects,
    close() {
      closed = true;
      log.stop();
      hangUp();
    },
  };
}

interface Call {
  talker: Talker;
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
}

/** Calls one API, then the other, until one answers. @throws when the answer is none that a fault excuses */
async function insist<Body>(plant: ChatPlant, at: number, call: Call): Promise<Answer<Body>> {
  for (let attempt = at; ; attempt++) {
    const answer = await callOnce<Body>(plant.urls[attempt % 2] as string, call);
    if (answer && answer.status < 300) return answer;
    if (answer && answer.status !== 503) {
      throw new Error(`${call.path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    await sleep(someMs());
  }
}

async function callOnce<Body>(url: string, call: Call): Promise<Answer<Body> | undefined> {
  try {
    const answer = await fetch(`${url}/api/v1${call.path}`, {
      method: call.method,
      headers: {
        authorization: `Bearer ${call.talker.token}`,
        'content-type': 'application/json',
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  } catch {
    return undefined;
  }
}
