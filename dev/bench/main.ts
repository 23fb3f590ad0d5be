import os from 'node:os';
import { parseArgs } from 'node:util';
import { approveOnce } from './approvals';
import { cpuCost, cpuSoFar, type CpuCost } from './cpu';
import { startFloor, type Floor } from './floor/floor';
import { runLoad, type LoadResult, type OneApproval } from './load';
import { signPeopleIn, type People } from './people';
import {
  acknowledgementTable,
  bellTable,
  cpuTable,
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
const WARM_UP_SECONDS = 8;

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
  const pairs: MeasuredPair[] = [];
  say('Warming up ...');
  await runPair({ floor, people, stack, concurrency: 10, seconds: WARM_UP_SECONDS });
  for (const concurrency of CONCURRENCIES) {
    say(`Measuring ${concurrency} at once ...`);
    pairs.push(await runPair({ floor, people, stack, concurrency, seconds: options.seconds }));
  }
  await floor.stop();
  say(`Letting ${options.waiting} requests wait ...`);
  const waiting = await measureWaiting(stack, people, {
    count: options.waiting,
    concurrency: CALLS_AT_A_TIME,
  });
  people.close();
  const [lone, tenAtOnce] = pairs as [MeasuredPair, MeasuredPair];
  return [
    loadTable(pairs),
    bellTable(lone.netra),
    cpuTable(tenAtOnce.cpu),
    acknowledgementTable(waiting),
    drainSentence(waiting),
    memoryTable(waiting),
  ];
}

interface MeasuredPair extends Pair {
  cpu: { floor: CpuCost; netra: CpuCost };
}

async function runPair(options: {
  floor: Floor;
  people: People;
  stack: BenchStack;
  concurrency: number;
  seconds: number;
}): Promise<MeasuredPair> {
  const { floor, people, stack, concurrency, seconds } = options;
  const { worker, ...others } = { ...stack.pids, ...stack.serverPids, bench: process.pid };
  const run = async (
    workerPid: number,
    once: (index: number) => Promise<OneApproval>,
  ): Promise<{ load: LoadResult; cpu: CpuCost }> => {
    const pids = { worker: workerPid, ...others };
    const before = cpuSoFar(pids);
    const load = await runLoad({ concurrency, seconds, approveOnce: once });
    return { load, cpu: cpuCost(before, cpuSoFar(pids), load.done) };
  };
  const bare = await run(floor.workerPid, () => floor.approveOnce());
  const whole = await run(worker, (index) => approveOnce(people, index));
  return {
    floor: bare.load,
    netra: whole.load,
    cpu: { floor: bare.cpu, netra: whole.cpu },
  };
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
