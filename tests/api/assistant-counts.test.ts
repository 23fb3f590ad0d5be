import { MOST_ROWS } from '../../domain/assistant/tools/arguments';
import { TOOL_DEFINITIONS } from '../../domain/assistant/tools/definitions';
import { choicesOf, takes } from '../../domain/assistant/planner/slots';
import type { ToolDefinition } from '../../domain/assistant/tool';
import type { Cell } from '../../domain/wire/assistant';
import { startAskers, type Askers, type Table } from '../support/assistant-tools';

jest.setTimeout(120_000);

let asking: Askers;
beforeAll(async () => {
  asking = await startAskers();
});
afterAll(() => asking.stop());

const NEEDED: Record<string, Record<string, unknown>> = {
  project_pnl: { project: 'CON-003' },
  profit_and_loss: { from: '2026-04-01', to: '2026-09-30' },
  search_chat: { text: 'the' },
  who_is_out: { from: '2026-01-01', to: '2026-12-31' },
  budget_use: { month: '2026-10' },
  holidays: { from: '2026-01-01', to: '2026-12-31' },
};
const YEAR = { from: '2026-01-01', to: '2026-12-31' };

/** Every way a tool puts its rows together: by each grouping, and compared with the year before. */
function callsOf(tool: ToolDefinition): Record<string, unknown>[] {
  const needed = NEEDED[tool.name] ?? {};
  const grouped = (choicesOf(tool, 'groupBy') ?? []).map((groupBy) => ({ ...needed, groupBy }));
  const compared = takes(tool, 'compareTo')
    ? [needed, ...grouped].map((args) => ({ ...args, ...YEAR, compareTo: 'previous-year' }))
    : [];
  return [needed, ...grouped, ...compared];
}

const hundredths = (cell: Cell | undefined) => {
  const text = typeof cell === 'object' && cell !== null ? cell.amount : String(cell);
  return Math.round(Number(text) * 100);
};

/** Sums that are said, beside what the rows come to. */
const sums = ({ totals, rows }: Table) =>
  Object.entries(totals ?? {})
    .filter(([, total]) => total !== null)
    .map(([key, total]) => ({
      key,
      said: hundredths(total),
      rows: rows.reduce((sum, { cells }) => sum + hundredths(cells[key]), 0),
    }));

describe.each(['admin', 'sales.head'])('%s', (login) => {
  test.each(TOOL_DEFINITIONS.map((tool) => [tool.name, tool] as const))(
    '%s says how many rows there are, whether these are all, and what they come to',
    async (name, tool) => {
      for (const args of callsOf(tool)) {
        const table = await asking.figures(login, name, args);
        const { rowCount, rows, truncated } = table;
        expect([name, args, truncated]).toEqual([name, args, rowCount > rows.length]);
        expect([name, args, rows.length]).toEqual([name, args, Math.min(rowCount, MOST_ROWS)]);
        if (truncated) continue;
        for (const { key, said, rows: added } of sums(table))
          expect([name, args, key, said]).toEqual([name, args, key, added]);
      }
    },
  );

  test.each(TOOL_DEFINITIONS.filter((tool) => takes(tool, 'limit')).map(({ name }) => name))(
    '%s counts and adds up what is not shown, too',
    async (name) => {
      const args = NEEDED[name] ?? {};
      const all = await asking.figures(login, name, args);
      const first = await asking.figures(login, name, { ...args, limit: 1 });
      expect(first).toMatchObject({ rowCount: all.rowCount, totals: all.totals });
      expect(first.rows).toHaveLength(Math.min(all.rowCount, 1));
      expect(first.truncated).toBe(all.rowCount > 1);
    },
  );
});

test('the demo company has rows of nearly every tool, so that counts say something', async () => {
  const none = [];
  for (const { name } of TOOL_DEFINITIONS)
    if ((await asking.figures('admin', name, NEEDED[name] ?? {})).rowCount === 0) none.push(name);
  expect(none.length).toBeLessThan(4);
});
