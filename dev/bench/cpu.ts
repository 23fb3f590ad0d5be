import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of CPU time by process name. */
export type CpuCost = Record<string, number>;

/** Linux counts in hundredths of a second. */
const MS_PER_TICK = 10;

interface Stat {
  pid: number;
  parent: number;
  ms: number;
}

/**
 * CPU time used so far by each of these processes and the children they have now; empty where there is no /proc.
 * The bench's own children are those that are measured: for itself they do not count.
 */
export function cpuSoFar(pids: Record<string, number>): CpuCost {
  if (process.platform !== 'linux') return {};
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
  return Object.fromEntries(
    Object.entries(pids).map(([name, pid]) => [
      name,
      stats
        .filter((stat) => stat.pid === pid || (stat.parent === pid && pid !== process.pid))
        .reduce((sum, { ms }) => sum + ms, 0),
    ]),
  );
}

/** What was used between two readings. */
export function cpuUsed(before: CpuCost, after: CpuCost): CpuCost {
  return Object.fromEntries(
    Object.entries(after).map(([name, ms]) => [name, ms - (before[name] ?? 0)]),
  );
}

/** What was used altogether, for each of `count` pieces of work. */
export function cpuCost(used: CpuCost[], count: number): CpuCost {
  const names = Object.keys(used[0] ?? {});
  const sum = (name: string) => used.reduce((total, one) => total + (one[name] ?? 0), 0);
  return Object.fromEntries(names.map((name) => [name, sum(name) / count]));
}

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { pid, parent: Number(fields[1]), ms: ticks * MS_PER_TICK };
  } catch {
    return undefined;
  }
}
