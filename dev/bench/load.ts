import { setTimeout as sleep } from 'node:timers/promises';

/** The moments of one approval, in milliseconds of one clock. */
export interface OneApproval {
  startedAt: number;
  clickedAt: number;
  /** When the requester was told, by the last activity. */
  closedAt: number;
}

/** What a number of requesters at once got done. */
export interface LoadResult {
  concurrency: number;
  done: number;
  perSecond: number;
  approvals: OneApproval[];
}

/** Keeps `concurrency` approvals under way for a while; what is under way at the end is finished and counted. */
export async function runLoad(options: {
  concurrency: number;
  seconds: number;
  approveOnce: (requester: number) => Promise<OneApproval>;
}): Promise<LoadResult> {
  const { concurrency, seconds, approveOnce } = options;
  const begin = performance.now();
  const end = begin + seconds * 1000;
  const approvals: OneApproval[] = [];
  const requester = async (index: number) => {
    while (performance.now() < end) approvals.push(await approveOnce(index));
  };
  await Promise.all(Array.from({ length: concurrency }, (_, index) => requester(index)));
  const tookSeconds = (performance.now() - begin) / 1000;
  return {
    concurrency,
    done: approvals.length,
    perSecond: approvals.length / tookSeconds,
    approvals,
  };
}

/** Several runs of one load as one. */
export function mergeLoads(loads: LoadResult[]): LoadResult {
  const approvals = loads.flatMap((load) => load.approvals);
  const seconds = loads.reduce((sum, { done, perSecond }) => sum + done / perSecond, 0);
  return {
    concurrency: loads[0]?.concurrency ?? 0,
    done: approvals.length,
    perSecond: approvals.length / seconds,
    approvals,
  };
}

/** How fast `count` calls were answered with `concurrency` of them under way. */
export interface BurstResult {
  count: number;
  perSecond: number;
  milliseconds: number[];
}

/**
 * Makes one call per item, at most `concurrency` at a time. With `perSecond` each has its moment, which counts as its
 * beginning even if nobody was free to make it then; without, everybody calls again as soon as they are answered.
 */
export async function runBurst<Item>(options: {
  items: Item[];
  concurrency: number;
  perSecond?: number;
  call: (item: Item) => Promise<unknown>;
}): Promise<BurstResult> {
  const { items, perSecond } = options;
  const milliseconds: number[] = [];
  const begin = performance.now();
  let next = 0;
  const caller = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const due = perSecond ? begin + (index * 1000) / perSecond : performance.now();
      if (due > performance.now()) await sleep(due - performance.now());
      await options.call(items[index] as Item);
      milliseconds.push(performance.now() - due);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, caller));
  const tookSeconds = (performance.now() - begin) / 1000;
  return { count: milliseconds.length, perSecond: milliseconds.length / tookSeconds, milliseconds };
}

/** The smallest value that `share` of the values do not exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
