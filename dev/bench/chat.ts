import os from 'node:os';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { cpuCost, cpuSoFar, cpuUsed, type CpuCost } from './cpu';
import { percentile } from './load';
import { machineFacts, table } from './report';
import { measureCrowd, type CrowdResult } from './chat-crowd';
import { measureSearch } from './chat-search';
import { signTalkersIn, type Talker, type Talkers } from './chat-people';
import { startBenchStack, type BenchStack } from './stack';

const PEOPLE = 21;
const MISSED = 500;
const READS = 100;

/** What a number of senders got through to a number of open pages. */
interface Talk {
  name: string;
  messages: number;
  deliveries: number;
  seconds: number;
  /** From the send to the last page that shows it, in milliseconds. */
  waits: number[];
  cpu: CpuCost;
}

/** Measures chat on the whole product, with rights and unread counts on, and prints Markdown tables. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '10' },
      parts: { type: 'string', default: 'talk,reading,search,crowd' },
    },
  });
  const seconds = Number(values.seconds);
  const parts = values.parts.split(',');
  const loadBefore = os.loadavg()[0] ?? 0;
  const stack = await startBenchStack();
  const stopOnSignal = () => void stack.stop().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopOnSignal);
  try {
    const tables = [machineFacts(loadBefore)];
    const talkers = await signTalkersIn(stack, PEOPLE);
    if (parts.includes('talk')) tables.push(talkTable(await measureTalks(stack, talkers, seconds)));
    if (parts.includes('reading')) tables.push(readTable(await measureReads(talkers)));
    if (parts.includes('search')) {
      tables.push(readTable(await measureSearch(stack, talkers.people[0] as Talker)));
    }
    talkers.close();
    if (parts.includes('crowd')) tables.push(crowdTable(await measureCrowd(stack)));
    console.log(tables.join('\n\n'));
  } finally {
    await stack.stop();
  }
}

/** One after the other. */
async function measureTalks(
  stack: BenchStack,
  talkers: Talkers,
  forSeconds: number,
): Promise<Talk[]> {
  await talkers.openPages(talkers.people);
  const talk = (name: string, people: number, senders: number, seconds = forSeconds) =>
    measureTalk({ stack, talkers, name, people, senders, seconds });
  await talk('warming up', 11, 10, 10);
  await analyse(stack.databaseUrl);
  return [
    await talk('one → one', 2, 1),
    await talk('ten → one conversation', 11, 10),
    await talk('one → twenty', 21, 1),
    await talk('four → twenty', 21, 4),
  ];
}

/** What autovacuum does within a minute of a start: until then every plan is made for tables that were empty. */
async function analyse(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query('ANALYZE');
  await client.end();
}

/** Each sender sends again as soon as the last one is durable; every other page has to show it. */
async function measureTalk(options: {
  stack: BenchStack;
  talkers: Talkers;
  name: string;
  people: number;
  senders: number;
  seconds: number;
}): Promise<Talk> {
  const { stack, talkers, name, seconds } = options;
  const people = talkers.people.slice(0, options.people);
  const conversationId = await talkers.startGroup(people);
  const pids = { api: stack.pids.api, postgres: stack.serverPids.postgres, bench: process.pid };
  const before = cpuSoFar(pids);
  const waits: number[] = [];
  const begin = performance.now();
  const arrivals: Promise<void>[] = [];
  const sendOn = async (sender: Talker) => {
    const readers = people.filter(({ id }) => id !== sender.id);
    while (performance.now() < begin + seconds * 1000) {
      const started = performance.now();
      const clientId = await talkers.send(sender, conversationId);
      arrivals.push(
        Promise.all(readers.map(({ id }) => talkers.told.of(`${id} ${clientId}`))).then((at) => {
          waits.push(Math.max(...at) - started);
        }),
      );
    }
  };
  await Promise.all(people.slice(0, options.senders).map(sendOn));
  await Promise.all(arrivals);
  const took = (performance.now() - begin) / 1000;
  const cpu = cpuCost([cpuUsed(before, cpuSoFar(pids))], waits.length);
  const deliveries = waits.length * (people.length - 1);
  return { name, messages: waits.length, deliveries, seconds: took, waits, cpu };
}

/** What reading costs: 500 missed in one request, and a page of the past. */
async function measureReads(talkers: Talkers): Promise<Record<string, number[]>> {
  const [sender, reader] = talkers.people as [Talker, Talker];
  const id = await talkers.startGroup([sender, reader]);
  const sends = Array.from({ length: 20 }, async () => {
    for (let n = 0; n < 150; n++) await talkers.send(sender, id);
  });
  await Promise.all(sends);
  const { head } = await talkers.changes(reader, id, 0);
  const timed = async (read: (n: number) => Promise<{ items: unknown[] }>, size: number) => {
    const waits: number[] = [];
    for (let n = 0; n < READS; n++) {
      const started = performance.now();
      const { items } = await read(n);
      waits.push(performance.now() - started);
      if (items.length !== size) throw new Error(`${items.length} rows instead of ${size}`);
    }
    return waits;
  };
  return {
    '500 missed, one request': await timed(
      () => talkers.changes(reader, id, head - MISSED),
      MISSED,
    ),
    'a page of 50 of the past': await timed((n) => talkers.page(reader, id, 2900 - n * 20), 50),
  };
}

const ms = (values: number[]) =>
  [0.5, 0.95, 0.99].map((share) => percentile(values, share).toFixed(1)).join(' / ');

function talkTable(talks: Talk[]): string {
  return table(
    [
      'chat',
      'messages/s',
      'deliveries/s',
      'send → shown p50 / p95 / p99 ms',
      'n',
      'CPU ms a message: API, PostgreSQL',
    ],
    talks.map(({ name, messages, deliveries, seconds, waits, cpu }) => [
      name,
      (messages / seconds).toFixed(0),
      (deliveries / seconds).toFixed(0),
      ms(waits),
      String(waits.length),
      `${cpu.api?.toFixed(2)}, ${cpu.postgres?.toFixed(2)}`,
    ]),
  );
}

function readTable(reads: Record<string, number[]>): string {
  return table(
    ['reading', 'p50 / p95 / p99 ms', 'n'],
    Object.entries(reads).map(([name, values]) => [name, ms(values), String(values.length)]),
  );
}

function crowdTable(crowd: CrowdResult): string {
  const { size, bytesBefore, bytesWith, idle, cpu, awayMs } = crowd;
  const figure = (cost: CpuCost) => `${cost.api?.toFixed(0)}, ${cost.postgres?.toFixed(0)}`;
  const last = (values: number[]) =>
    `${(percentile(values, 0.5) / 1000).toFixed(1)} / ${(percentile(values, 1) / 1000).toFixed(1)}`;
  return table(
    [`${size} open pages`, 'API, PostgreSQL'],
    [
      ['KiB of the API for each', ((bytesWith - bytesBefore) / 1024 / size).toFixed(1)],
      ['CPU ms a second while idle', figure(idle)],
      [
        `API killed and away ${(awayMs / 1000).toFixed(1)} s: CPU ms until all were back`,
        figure(cpu),
      ],
      ['connected, s after it served again, half / all', last(crowd.connected)],
      ['what the bell had missed was there, half / all', last(crowd.belled)],
      ['what the conversation had missed was there, half / all', last(crowd.caughtUp)],
    ],
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
