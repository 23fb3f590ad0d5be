import { withoutGrants } from '../../domain/access/grants';
import type { Principal } from '../../domain/access/principal';
import type { ToolCall, ToolOutcome } from '../../domain/assistant/tool';
import { dateIn } from '../../domain/dates/today';
import { DomainError } from '../../domain/errors';
import { fieldProblems } from '../../domain/field-problems';
import type { Clock } from '../../platform/clock/clock';
import type { ScopedReader } from '../../platform/database/scoped-reader';
import type { Tool } from './tool';
import { TOOLS } from './tools/registry';
import { MIXED } from './tools/table';
import { Unanswered } from './tools/unanswered';

/** Of a table in JSON: what is more goes, row by row, and is said to be more. */
const MOST_BYTES = 64_000;
/** Keys of arguments a call may have: no tool takes more. */
const MOST_KEYS = 20;
/** What PostgreSQL says of a statement that was ended: by its time limit, or because it was aborted. */
const ENDED = '57014';

/** What is said of a statement that ran into its time limit. */
export const TOOK_TOO_LONG = 'It took too long: ask for a shorter period or for less';

/** What calls run with. */
export interface RunToolDeps {
  reader: Pick<ScopedReader, 'read'>;
  clock: Clock;
  /** Whether admins have a tool switched on for the asker. */
  enabled: (tool: string) => boolean;
  /** Columns that admins keep from the asker: `expense_claims.amount`. */
  hiddenFields: ReadonlySet<string>;
}

/** What came of a call, and how long it took. */
export interface ToolRun {
  outcome: ToolOutcome;
  milliseconds: number;
}

const refused = (reason: string): ToolOutcome => ({ kind: 'nothing', reason });

/**
 * Runs one call for a person. Whatever a model calls, it gets an outcome: a tool there is not, arguments that do not fit and
 * what may not be read are answered with a reason.
 *
 * Grants do not count here: what is lent is looked at on its own pages, where each look is written down.
 * @param options.signal ends the statement that runs when it is aborted
 */
export async function runTool(
  deps: RunToolDeps,
  principal: Principal,
  call: ToolCall,
  options: { signal?: AbortSignal } = {},
): Promise<ToolRun> {
  const started = performance.now();
  const outcome = await outcomeOf(deps, withoutGrants(principal), call, options);
  return { outcome, milliseconds: Math.round(performance.now() - started) };
}

async function outcomeOf(
  deps: RunToolDeps,
  principal: Principal,
  call: ToolCall,
  { signal }: { signal?: AbortSignal },
): Promise<ToolOutcome> {
  const tool = TOOLS.find(({ definition }) => definition.name === call.name);
  if (!tool || !deps.enabled(tool.definition.name))
    return refused(
      tool ? `“${tool.definition.title}” is switched off for you` : 'There is no such tool',
    );
  const parsed = parseArgs(tool, call.args);
  if ('problem' in parsed) return refused(parsed.problem);
  if (asksByHidden(tool, parsed.args, deps.hiddenFields))
    return refused('Amounts are not shown to you, so they cannot be asked by');
  const today = dateIn(principal.zone, deps.clock.now());
  try {
    const outcome = await deps.reader.read({ personId: principal.id, signal }, (rows) =>
      tool.run({ principal, today, rows }, parsed.args),
    );
    return capped(withoutHidden(tool, outcome, deps.hiddenFields));
  } catch (error) {
    return saidOf(error, signal);
  }
}

/** Null is how models leave an argument out. */
function parseArgs(
  tool: Tool,
  sent: unknown,
): { args: Record<string, unknown> } | { problem: string } {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent))
    return { problem: 'The arguments are no object' };
  const entries = Object.entries(sent).filter(([, value]) => value !== null && value !== undefined);
  if (entries.length > MOST_KEYS) return { problem: 'Too many arguments' };
  const unknown = entries.find(([key]) => !Object.hasOwn(tool.definition.args.shape, key));
  if (unknown) return { problem: `There is no argument “${unknown[0].slice(0, 50)}”` };
  const result = tool.definition.args.safeParse(Object.fromEntries(entries));
  if (!result.success) {
    const [problem] = fieldProblems(result.error);
    return {
      problem: problem ? `${problem.path}: ${problem.message}` : 'The arguments do not fit',
    };
  }
  const { from, to } = result.data as { from?: string; to?: string };
  if (from && to && from > to) return { problem: 'to: The last day is before the first' };
  return { args: result.data };
}

/** What tools call the amounts that they can be asked by. */
const AMOUNTS = ['amount', 'total'];
/** Columns of figures that say what an amount was, and so what it is. */
const OF_AMOUNTS = new Set(['before', 'change']);

/** An amount that is hidden cannot be found out by bounds either. */
function asksByHidden(
  { definition }: Tool,
  { minAmount, maxAmount, orderBy, measure }: Record<string, unknown>,
  hidden: ReadonlySet<string>,
): boolean {
  const isByAmount = minAmount !== undefined || maxAmount !== undefined || orderBy === 'amount';
  if (!isByAmount && measure !== 'average') return false;
  return AMOUNTS.some((key) => hidden.has(`${definition.name}.${key}`));
}

/** What a person is told of an error that is no fault of ours. @throws any other error */
function saidOf(error: unknown, signal: AbortSignal | undefined): ToolOutcome {
  if (error instanceof Unanswered) return error.outcome;
  if (error instanceof DomainError) return refused(error.message);
  if (signal?.aborted) return refused('It was stopped');
  if ((error as { code?: unknown }).code === ENDED) return refused(TOOK_TOO_LONG);
  throw error;
}

/** Takes away the columns that admins keep from the asker, from sums and charts too. */
function withoutHidden(
  { definition }: Tool,
  outcome: ToolOutcome,
  hidden: ReadonlySet<string>,
): ToolOutcome {
  const isShown = (key: string) =>
    !hidden.has(`${definition.name}.${OF_AMOUNTS.has(key) ? 'amount' : key}`);
  if (outcome.kind !== 'rows' || outcome.table.columns.every(({ key }) => isShown(key)))
    return outcome;
  const { table, chart } = outcome;
  // The address of a group says what it is called, and in which currency its amount is.
  const isOfGroups = table.columns.some(({ key }) => key === 'group');
  const shown = <Value>(cells: Record<string, Value>) =>
    Object.fromEntries(Object.entries(cells).filter(([key]) => isShown(key)));
  return {
    kind: 'rows',
    table: {
      ...table,
      columns: table.columns.filter(({ key }) => isShown(key)),
      rows: table.rows.map(({ cells, href }) => ({
        ...{ cells: shown(cells), href: isOfGroups ? null : href },
      })),
      totals: table.totals && shown(table.totals),
      // Sums may be said there of a column that is hidden.
      note: table.note?.split(MIXED)[0] ?? null,
    },
    ...(chart && [chart.x, ...chart.y].every(isShown) ? { chart } : {}),
  };
}

/** Long texts make few rows a lot: a table never grows beyond its bytes. */
function capped(outcome: ToolOutcome): ToolOutcome {
  if (outcome.kind !== 'rows') return outcome;
  const { rows } = outcome.table;
  let bytes = 0;
  const fits = rows.findIndex((row) => {
    bytes += Buffer.byteLength(JSON.stringify(row));
    return bytes > MOST_BYTES;
  });
  if (fits < 0) return outcome;
  return { ...outcome, table: { ...outcome.table, rows: rows.slice(0, fits), truncated: true } };
}
