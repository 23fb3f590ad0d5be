import { Agent, request } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { createArrivals, type Arrivals } from './arrivals';

/** Everybody of the demo company who has a manager: each asks, their manager decides. */
const REQUESTERS = [
  'sales.rep',
  'sales.rep2',
  'consultant',
  'consultant2',
  'sales.manager',
  'consulting.manager',
  'sales.head',
  'consulting.head',
  'hr',
  'finance',
];
const PASSWORD = 'netra-demo';

/** One signed-in person with an open page. */
export interface Person {
  id: string;
  managerId: string;
  token: string;
}

/** Signed-in people over HTTP, and what their pages are told. */
export interface People {
  requesters: Person[];
  /** Keys: `bell <person> <approval>`. */
  told: Arrivals;
  managerOf(person: Person): Person;
  call<Answer>(
    person: Person | null,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer>;
  close(): void;
}

/** Signs everybody in and opens a page, that is a socket, for each. */
export async function signPeopleIn(url: string): Promise<People> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const told = createArrivals();
  const sockets: Socket[] = [];
  const byId = new Map<string, Person>();
  const call: People['call'] = (person, method, path, body) =>
    callApi({ agent, url: `${url}/api/v1${path}`, method, token: person?.token, body });
  const signIn = async (name: string): Promise<Person> => {
    const { user, token } = await call<{
      user: { id: string; manager: { id: string } | null };
      token: string;
    }>(null, 'POST', '/auth/login', { email: `${name}@netra.example`, password: PASSWORD });
    const person = { id: user.id, managerId: user.manager?.id ?? '', token };
    byId.set(person.id, person);
    sockets.push(await openPage(url, person, told));
    return person;
  };
  const requesters: Person[] = [];
  for (const name of REQUESTERS) requesters.push(await signIn(name));
  await signIn('admin');
  return {
    requesters,
    told,
    call,
    managerOf(person) {
      const manager = byId.get(person.managerId);
      if (!manager) throw new Error(`the manager of ${person.id} has not signed in`);
      return manager;
    },
    close() {
      for (const socket of sockets) socket.close();
      agent.destroy();
    },
  };
}

async function openPage(url: string, person: Person, told: Arrivals): Promise<Socket> {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token: person.token },
  });
  socket.on('notification', ({ approvalId }: { approvalId: string | null }) =>
    told.note(`bell ${person.id} ${approvalId}`),
  );
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

/** A bare client: what it costs is time that the server on the same machine does not have. */
export function callApi<Answer>(options: {
  agent: Agent;
  url: string;
  method: string;
  token: string | undefined;
  body: unknown;
}): Promise<Answer> {
  const { agent, url, method, token, body } = options;
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(token && { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const answered = Buffer.concat(parts).toString();
        if ((answer.statusCode ?? 500) < 300) resolve(JSON.parse(answered) as Answer);
        else reject(new Error(`${method} ${url}: ${answer.statusCode} ${answered}`));
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}
