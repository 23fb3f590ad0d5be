import os from 'node:os';
import { parseArgs } from 'node:util';
import { approveOnce } from './approvals';
import { cpuCost, cpuSoFar, cpuUsed, type CpuCost } from './cpu';
import { startFloor, type Floor } from './floor/floor';
import { mergeLoads, runLoad, type LoadResult, type OneApproval } from './load';
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
const CALLS_PER_SECOND = 200;
const WARM_UP_SECONDS = 12;
/** The two sides take turns, since a machine that others use is faster at one moment than at the next. */
const TURNS = 4;

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
  const crowd = { count: options.waiting, concurrency: CALLS_AT_A_TIME };
  say(`Letting ${crowd.count} requests come in, ${CALLS_PER_SECOND} a second ...`);
  const paced = await measureWaiting(stack, people, { ...crowd, perSecond: CALLS_PER_SECOND });
  say(`Letting ${crowd.count} requests come in at once and wait ...`);
  const waiting = await measureWaiting(stack, people, crowd);
  people.close();
  const [lone, tenAtOnce] = pairs as [MeasuredPair, MeasuredPair];
  return [
    loadTable(pairs),
    bellTable(lone.netra),
    cpuTable(tenAtOnce.cpu),
    acknowledgementTable({ paced, waiting, perSecond: CALLS_PER_SECOND }),
    drainSentence(waiting),
    memoryTable(waiting),
  ];
}

/** One side's share of a pair: what it got done and the CPU time that took. */
interface Turn {
  load: LoadResult;
  cpu: CpuCost;
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
  const turn = async (
    workerPid: number,
    once: (index: number) => Promise<OneApproval>,
  ): Promise<Turn> => {
    const pids = { worker: workerPid, ...others };
    const before = cpuSoFar(pids);
    const load = await runLoad({ concurrency, seconds: seconds / TURNS, approveOnce: once });
    return { load, cpu: cpuUsed(before, cpuSoFar(pids)) };
  };
  const bare: Turn[] = [];
  const whole: Turn[] = [];
  for (let count = 0; count < TURNS; count++) {
    bare.push(await turn(floor.workerPid, () => floor.approveOnce()));
    whole.push(await turn(worker, (index) => approveOnce(people, index)));
  }
  const [floorSide, netraSide] = [together(bare), together(whole)];
  return {
    floor: floorSide.load,
    netra: netraSide.load,
    cpu: { floor: floorSide.cpu, netra: netraSide.cpu },
  };
}

/** Several turns as one result, with the CPU cost of one approval. */
function together(turns: Turn[]): { load: LoadResult; cpu: CpuCost } {
  const load = mergeLoads(turns.map((turn) => turn.load));
  return {
    load,
    cpu: cpuCost(
      turns.map((turn) => turn.cpu),
      load.done,
    ),
  };
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
