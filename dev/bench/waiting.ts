import { execFileSync } from 'node:child_process';
import { sleep } from '../embedded/processes';
import { approve, submitClaim, untilAsked, untilClosed, type Asked } from './approvals';
import { runBurst, type BurstResult } from './load';
import type { People, Person } from './people';
import type { BenchStack } from './stack';

const SETTLE_MS = 5000;

/** Resident memory in bytes by process. */
export type Memory = Record<keyof BenchStack['pids'], number>;

/** What many requests that wait at once cost, and how fast people's clicks were acknowledged on the way. */
export interface WaitingResult {
  count: number;
  submits: BurstResult;
  decisions: BurstResult;
  memoryBefore: Memory;
  memoryWaiting: Memory;
  /** From the first submit until the last manager was asked. */
  openedWithinMs: number;
  /** From the first decision until the last requester was told. */
  closedWithinMs: number;
}

/**
 * Submits `count` claims, lets them all wait, then decides them all: `concurrency` calls at a time, or `perSecond` by as
 * many people.
 */
export async function measureWaiting(
  stack: BenchStack,
  people: People,
  options: { count: number; concurrency: number; perSecond?: number },
): Promise<WaitingResult> {
  const { count, ...pace } = options;
  const asked: Asked[] = [];
  const memoryBefore = await settledMemory(stack);
  const submitting = performance.now();
  const submits = await runBurst<Person>({
    items: Array.from({ length: count }, (_, n) => pick(people.requesters, n)),
    ...pace,
    call: async (requester) => asked.push(await submitClaim(people, requester)),
  });
  const opened = await Promise.all(asked.map((one) => untilAsked(people, one)));
  const memoryWaiting = await settledMemory(stack);
  const deciding = performance.now();
  const decisions = await runBurst({
    items: asked,
    ...pace,
    call: (one) => approve(people, one),
  });
  const closed = await Promise.all(asked.map((one) => untilClosed(people, one)));
  return {
    count,
    submits,
    decisions,
    memoryBefore,
    memoryWaiting,
    openedWithinMs: Math.max(...opened) - submitting,
    closedWithinMs: Math.max(...closed) - deciding,
  };
}

async function settledMemory({ pids }: BenchStack): Promise<Memory> {
  await sleep(SETTLE_MS);
  return {
    api: residentBytes(pids.api),
    worker: residentBytes(pids.worker),
    temporal: residentBytes(pids.temporal),
  };
}

function residentBytes(pid: number): number {
  const kibibytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kibibytes) * 1024;
}

function pick<Item>(items: Item[], index: number): Item {
  return items[index % items.length] as Item;
}
