import { Agent } from 'node:http';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { loadBooks } from './books-load';
import { figuresOf, signIn, timed } from './reads';
import { machineFacts, table } from './report';
import { startBenchStack } from './stack';

/** Measures reports over a million lines of the journal and a project of 100,000 lines, over HTTP; prints a Markdown table. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { reads: { type: 'string', default: '30' } } });
  const loadBefore = os.loadavg()[0] ?? 0;
  const stack = await startBenchStack();
  const agent = new Agent({ keepAlive: true });
  try {
    const { projectId } = await loadBooks(stack.databaseUrl);
    const get = await signIn(agent, stack.url, 'finance');
    const pnl = `/projects/${projectId}/pnl`;
    const reports: [name: string, path: string, goalMs: number][] = [
      ['project P&L, 100,000 lines', pnl, 300],
      ['its lines of time, a page', `${pnl}/lines?figure=work&limit=50`, 50],
      ['its lines of expenses, a page', `${pnl}/lines?figure=expenses&limit=50`, 50],
      ['trial balance, 1,000,000 lines', '/reports/trial-balance', 1000],
      ['balance sheet', '/reports/balance-sheet', 1000],
      ['profit and loss of this month', '/reports/profit-and-loss', 1000],
    ];
    const rows: string[][] = [];
    for (const [name, path, goalMs] of reports) {
      await get(path);
      const waits: number[] = [];
      for (let n = 0; n < Number(values.reads); n++) waits.push(await timed(() => get(path)));
      const { figures, holds } = figuresOf(waits, goalMs);
      rows.push([name, figures, String(goalMs), holds]);
    }
    const head = ['report', 'p50 / p95 / p99 ms', 'goal of p95, ms', 'holds'];
    console.log([machineFacts(loadBefore), table(head, rows)].join('\n\n'));
  } finally {
    agent.destroy();
    await stack.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
