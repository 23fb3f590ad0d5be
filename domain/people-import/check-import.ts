import { checkCells, type ImportedPerson, type KnownOrganisation } from './check-cells';
import { IMPORT_COLUMNS, rowsByColumn, type ImportRow } from './columns';
import { decodeText, readCsv, type RowProblem } from './read-csv';

/** Nobody hires more at once; past it, send several files. */
const MOST_IMPORTED = 20_000;

/** What a file comes to. People are good rows, managers before those who report to them; problems go by line. */
interface CheckedImport {
  /** Lines below the headings that hold something. */
  rows: number;
  people: ImportedPerson[];
  problems: RowProblem[];
}

/**
 * Reads a file of people and finds everything that is wrong with it. Pure: what is there already is given.
 * Only a file without problems may be written.
 */
export function checkImport(bytes: Uint8Array, known: KnownOrganisation): CheckedImport {
  const decoded = decodeText(bytes);
  if ('problem' in decoded) return { rows: 0, people: [], problems: [decoded.problem] };
  const read = readCsv(decoded.text);
  const { rows, problems } = rowsByColumn(read.records);
  const count = Math.max(0, read.records.length - 1);
  if (rows.length > MOST_IMPORTED) {
    const message = `A file holds at most ${MOST_IMPORTED} people. Send several.`;
    return { rows: count, people: [], problems: [{ line: 1, column: null, message }] };
  }
  const found = [...read.problems, ...problems];
  const people: ImportedPerson[] = [];
  const lines = linesByAddress(rows);
  for (const row of rows) {
    const checked = checkCells(row, known, lines);
    found.push(...checked.problems);
    if (checked.person) people.push(checked.person);
  }
  found.push(...cycleProblems(rows));
  const bad = new Set(found.map(({ line }) => line));
  return {
    rows: count,
    people: managersFirst(people.filter(({ line }) => !bad.has(line))),
    problems: found.sort((a, b) => a.line - b.line),
  };
}

/** The first line each address stands on. */
function linesByAddress(rows: ImportRow[]): Map<string, number> {
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    const address = cells.email.toLowerCase();
    if (address && !lines.has(address)) lines.set(address, line);
  }
  return lines;
}

/** Lines that end in themselves: only those of the file can, since nobody who is there already reports to somebody new. */
function cycleProblems(rows: ImportRow[]): RowProblem[] {
  const managers = new Map(
    rows.map(({ cells }) => [cells.email.toLowerCase(), cells.manager.toLowerCase()]),
  );
  const settled = new Set<string>();
  const inCycle = new Map<string, string[]>();
  for (const start of managers.keys()) {
    const line = new Set<string>();
    let at: string | undefined = start;
    while (at && managers.has(at) && !settled.has(at) && !line.has(at)) {
      line.add(at);
      at = managers.get(at);
    }
    const cycle = at !== undefined && line.has(at) ? [...line].slice([...line].indexOf(at)) : [];
    // Somebody who reports to themselves is told so in their own words.
    if (cycle.length > 1) for (const address of cycle) inCycle.set(address, cycle);
    for (const address of line) settled.add(address);
  }
  return rows.flatMap(({ line, cells }) => {
    const address = cells.email.toLowerCase();
    const cycle = inCycle.get(address);
    if (!cycle) return [];
    const from = cycle.indexOf(address);
    const around = [...cycle.slice(from), ...cycle.slice(0, from), address].slice(0, 6);
    const message = `The reporting line closes on itself: ${around.join(' → ')}${cycle.length > 5 ? ' → …' : ''}.`;
    return [{ line, column: IMPORT_COLUMNS.manager, message }];
  });
}

function managersFirst(people: ImportedPerson[]): ImportedPerson[] {
  const byAddress = new Map(people.map((person) => [person.email, person]));
  const placed = new Set<ImportedPerson>();
  for (const person of people) {
    const line: ImportedPerson[] = [];
    let at: ImportedPerson | undefined = person;
    while (at && !placed.has(at) && line.length <= people.length) {
      line.push(at);
      at = at.manager === null ? undefined : byAddress.get(at.manager);
    }
    for (const one of line.reverse()) placed.add(one);
  }
  return [...placed];
}
