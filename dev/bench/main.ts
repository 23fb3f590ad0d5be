import os from 'node:os';
import { parseArgs } from 'node:util';
import { approveOnce } from './approvals';
import { startFloor, type Floor } from './floor/floor';
import { runLoad, type LoadResult } from './load';
import { signPeopleIn, type People } from './people';
import {
  acknowledgementTable,
  bellTable,
  drainSentence,
  loadTable,
  machineFacts,
  memoryTable,
  type Pair,
} from './report';
import { startBenchStack, type BenchStack } from './stack';
import { measureWaiting } from './waiting';

const CONCURRENCIES = [1, 10, 50];
const CALLS_AT_A_TIME = 50;

interface Options {
  seconds: number;
  waiting: number;
}

/** Measures the whole product beside the bare engine, in one run on one machine, and prints Markdown tables. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '15' },
      waiting: { type: 'string', default: '1000' },
    },
  });
  const options = { seconds: Number(values.seconds), waiting: Number(values.waiting) };
  const loadBefore = os.loadavg()[0] ?? 0;
  say('Starting the stack ...');
  const stack = await startBenchStack();
  const stopOnSignal = () => void stack.stop().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopOnSignal);
  try {
    const tables = await measure(stack, options);
    console.log([machineFacts(loadBefore), ...tables].join('\n\n'));
  } finally {
    await stack.stop();
  }
}

async function measure(stack: BenchStack, options: Options): Promise<string[]> {
  const floor = await startFloor(stack.temporal);
  const people = await signPeopleIn(stack.url);
  const pairs: Pair[] = [];
  say('Warming up ...');
  await runPair({ floor, people, concurrency: 10, seconds: 3 });
  for (const concurrency of CONCURRENCIES) {
    say(`Measuring ${concurrency} at once ...`);
    pairs.push(await runPair({ floor, people, concurrency, seconds: options.seconds }));
  }
  await floor.stop();
  say(`Letting ${options.waiting} requests wait ...`);
  const waiting = await measureWaiting(stack, people, {
    count: options.waiting,
    concurrency: CALLS_AT_A_TIME,
  });
  people.close();
  const lone = pairs[0]?.netra as LoadResult;
  return [
    loadTable(pairs),
    bellTable(lone),
    acknowledgementTable(waiting),
    drainSentence(waiting),
    memoryTable(waiting),
  ];
}

async function runPair(options: {
  floor: Floor;
  people: People;
  concurrency: number;
  seconds: number;
}): Promise<Pair> {
  const { floor, people, concurrency, seconds } = options;
  const load = { concurrency, seconds };
  return {
    floor: await runLoad({ ...load, approveOnce: () => floor.approveOnce() }),
    netra: await runLoad({ ...load, approveOnce: (index) => approveOnce(people, index) }),
  };
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
