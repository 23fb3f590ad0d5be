import { writeFileSync } from 'node:fs';

/** The seed of a run: the same one plans the same load and deals the same faults. */
export function seedOf(name: string): number {
  const given = process.env.NETRA_FAULTS_SEED;
  const seed =
    given === undefined
      ? [...name].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7)
      : Number(given);
  return seed >>> 0;
}

/** Prints a table of what happened, past jest, which would add a stack to it. */
export function report(title: string, figures: Record<string, string | number>): void {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  const rows = Object.entries(figures).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  writeFileSync(2, `\n${title}\n${rows.join('\n')}\n`);
}
