import os from 'node:os';
import type { CpuCost } from './cpu';
import { percentile, type BurstResult, type LoadResult } from './load';
import type { Memory, WaitingResult } from './waiting';

/** Both sides of one concurrency, measured one after the other. */
export interface Pair {
  floor: LoadResult;
  netra: LoadResult;
}

const ms = (value: number) => value.toFixed(value < 100 ? 1 : 0);
const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
const percentiles = (values: number[], shares: number[]) =>
  shares.map((share) => ms(percentile(values, share))).join(' / ');

/** A Markdown table. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What the figures were measured on. */
export function machineFacts(loadBefore: number): string {
  const cpus = os.cpus();
  return [
    `Machine: ${os.type()} ${os.release()} ${os.arch()}, ${cpus.length} × ${cpus[0]?.model ?? 'unknown CPU'},`,
    `${mebibytes(os.totalmem())} memory; Node ${process.versions.node}; load average before ${loadBefore.toFixed(2)}.`,
    'Everything (PostgreSQL, Temporal, inbox, API, worker and this client) runs on it at once.',
  ].join(' ');
}

/** Whole approvals beside the bare floor. */
export function loadTable(pairs: Pair[]): string {
  const fromStart = ({ approvals }: LoadResult) =>
    approvals.map(({ startedAt, closedAt }) => closedAt - startedAt);
  return table(
    [
      'concurrent requesters',
      'approvals/s',
      'submit → closed p50 / p95 / p99 ms',
      'bare Temporal floor/s',
      'floor p50 / p95 / p99 ms',
      'ratio',
    ],
    pairs.map(({ floor, netra }) => [
      String(netra.concurrency),
      netra.perSecond.toFixed(1),
      percentiles(fromStart(netra), [0.5, 0.95, 0.99]),
      floor.perSecond.toFixed(1),
      percentiles(fromStart(floor), [0.5, 0.95, 0.99]),
      `${((100 * netra.perSecond) / floor.perSecond).toFixed(0)} %`,
    ]),
  );
}

/** What an approval costs each process; unlike the rates, it hardly depends on what else the machine does. */
export function cpuTable(costs: { floor: CpuCost; netra: CpuCost }): string {
  const names = Object.keys(costs.netra);
  const row = (name: string, cost: CpuCost) => {
    const values = names.map((process) => cost[process] ?? 0);
    const sum = values.reduce((total, value) => total + value, 0);
    return [name, ...values.map((value) => value.toFixed(1)), sum.toFixed(1)];
  };
  return table(
    ['CPU ms per approval, 10 at once', ...names, 'together'],
    [row('NETRA', costs.netra), row('bare floor', costs.floor)],
  );
}

/** How soon the requester of a lone approval hears of the click. */
export function bellTable(lone: LoadResult): string {
  const waits = lone.approvals.map(({ clickedAt, closedAt }) => closedAt - clickedAt);
  return table(
    ['lone approval', 'p50 / p95 / p99 ms', 'n'],
    [["click → requester's bell", percentiles(waits, [0.5, 0.95, 0.99]), String(waits.length)]],
  );
}

/** How soon clicks are durable, however busy the engine behind is. */
export function acknowledgementTable(results: {
  paced: WaitingResult;
  waiting: WaitingResult;
  perSecond: number;
}): string {
  const { paced, waiting, perSecond } = results;
  const row = (name: string, burst: BurstResult) => [
    name,
    burst.perSecond.toFixed(0),
    percentiles(burst.milliseconds, [0.5, 0.95, 0.99]),
    String(burst.count),
  ];
  return table(
    ['50 people', 'acknowledged/s', 'p50 / p95 / p99 ms', 'n'],
    [
      row(`submits, ${perSecond} a second`, paced.submits),
      row(`decisions, ${perSecond} a second`, paced.decisions),
      row('submits, 50 always under way', waiting.submits),
      row('decisions, 50 always under way', waiting.decisions),
    ],
  );
}

/** What waiting costs. */
export function memoryTable(waiting: WaitingResult): string {
  const { memoryBefore, memoryWaiting, count } = waiting;
  const sum = (memory: Memory) => memory.api + memory.worker + memory.temporal;
  const row = (name: string, before: number, after: number) => [
    name,
    mebibytes(before),
    mebibytes(after),
    mebibytes(((after - before) * 1000) / count),
  ];
  return table(
    ['resident memory', 'before', `${count} waiting`, 'per 1,000 waiting'],
    [
      row('Temporal', memoryBefore.temporal, memoryWaiting.temporal),
      row('worker', memoryBefore.worker, memoryWaiting.worker),
      row('API', memoryBefore.api, memoryWaiting.api),
      row('together', sum(memoryBefore), sum(memoryWaiting)),
    ],
  );
}

/** How long the engine needed for what was acknowledged. */
export function drainSentence({ count, openedWithinMs, closedWithinMs }: WaitingResult): string {
  const rate = (took: number) =>
    `${(took / 1000).toFixed(1)} s (${((count * 1000) / took).toFixed(0)}/s)`;
  return `${count} submits were all with their approvers after ${rate(openedWithinMs)}, ${count} decisions all closed after ${rate(closedWithinMs)}.`;
}
