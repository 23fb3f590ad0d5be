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

/** How fast `count` calls were answered with `concurrency` of them under way. */
export interface BurstResult {
  count: number;
  perSecond: number;
  milliseconds: number[];
}

/** Makes one call per item, `concurrency` at a time. */
export async function runBurst<Item>(options: {
  items: Item[];
  concurrency: number;
  call: (item: Item) => Promise<unknown>;
}): Promise<BurstResult> {
  const waiting = [...options.items];
  const milliseconds: number[] = [];
  const begin = performance.now();
  const caller = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
      const before = performance.now();
      await options.call(item);
      milliseconds.push(performance.now() - before);
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
