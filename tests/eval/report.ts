import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scoreOf } from './score';
import type { Cell } from './world';

const FOLDER = join(__dirname, '..', '..', 'node_modules', '.cache', 'netra-eval');

/** What was asked of whom, and how right it was. */
export interface Run {
  title: string;
  cells: Cell[];
}

const average = (cells: Cell[]) =>
  cells.reduce((sum, { parts }) => sum + scoreOf(parts), 0) / Math.max(cells.length, 1);

/** The score of all cells, and of each person. */
export function scoresOf(cells: Cell[]): { all: number; by: Record<string, number> } {
  const personas = [...new Set(cells.map(({ persona }) => persona))];
  const by = personas.map((persona) => [
    persona,
    average(cells.filter((cell) => cell.persona === persona)),
  ]);
  return { all: average(cells), by: Object.fromEntries(by) as Record<string, number> };
}

/** Writes what came of an evaluation to node_modules/.cache/netra-eval, as text and as JSON. */
export function writeReport(runs: Run[]): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'report.txt'), runs.map(textOf).join('\n'));
  const json = runs.map(({ title, cells }) => ({ title, ...scoresOf(cells), cells }));
  writeFileSync(join(FOLDER, 'report.json'), JSON.stringify(json, null, 1));
}

function textOf({ title, cells }: Run): string {
  const { all, by } = scoresOf(cells);
  const times = cells.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  const p95 = times[Math.floor(times.length * 0.95)] ?? 0;
  const calls = cells.reduce((sum, { answer }) => sum + answer.calls.length, 0) / cells.length;
  return [
    `${title}: ${all.toFixed(3)} of ${cells.length} answers; p95 ${p95.toFixed(0)} ms; ${calls.toFixed(2)} calls an answer`,
    ...Object.entries(by).map(([persona, score]) => `  ${persona.padEnd(16)} ${score.toFixed(3)}`),
    ...cells.flatMap(wrongOf),
    '',
  ].join('\n');
}

function wrongOf({ id, persona, wording, parts, answer, expected }: Cell): string[] {
  const wrong = Object.entries(parts).flatMap(([part, isRight]) => (isRight ? [] : [part]));
  if (wrong.length === 0) return [];
  const [call] = answer.calls;
  const said = call ? `${call.name} ${JSON.stringify(call.args)}` : answer.plan;
  return [`  - ${id} ${persona} “${wording}”: ${wrong.join(', ')}; ${said}; expected ${expected}`];
}
