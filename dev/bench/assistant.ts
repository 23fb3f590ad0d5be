import { Agent } from 'node:http';
import os from 'node:os';
import { parseArgs } from 'node:util';
import type { AssistantAnswer } from '../../domain/wire/assistant';
import { loadClaims } from './assistant-load';
import { startModel } from './model';
import { callApi } from './people';
import { figuresOf, signIn } from './reads';
import { machineFacts, table } from './report';
import { startBenchStack, type BenchStack } from './stack';

const TOOL_GOAL_MS = 100;
const WORD_GOAL_MS = 300;
const PEOPLE = [
  'sales.rep',
  'sales.manager',
  'consulting.manager',
  'sales.head',
  'finance',
  'admin',
];

/** What is looked up: the heaviest of each kind, without a name or a period, and with one as people ask. */
const CALLS: [name: string, args: object][] = [
  ['expense_totals', { groupBy: 'category' }],
  ['expense_totals', { groupBy: 'month', from: '2026-01-01', to: '2026-12-31' }],
  ['expense_totals', { groupBy: 'person' }],
  ['expense_totals', { groupBy: 'department', from: '2026-01-01', compareTo: 'previous-year' }],
  ['expense_claims', {}],
  ['expense_claims', { orderBy: 'amount' }],
  ['expense_claims', { minAmount: 1000 }],
  ['expense_claims', { from: '2026-10-01', to: '2026-10-31', orderBy: 'amount' }],
  ['expense_claims', { who: 'me' }],
  ['count_people', { groupBy: 'department' }],
  ['find_people', { name: 'Bench 77' }],
  ['leave_balance', { who: 'me' }],
  ['leave_balance', {}],
  ['leave_taken', { groupBy: 'person' }],
  ['who_is_out', {}],
  ['approvals_waiting', {}],
  ['approval_figures', { groupBy: 'kind' }],
  ['projects', {}],
  ['timesheet_hours', { groupBy: 'person' }],
  ['deals', {}],
  ['deal_totals', { groupBy: 'stage' }],
  ['search_chat', { text: 'invoice' }],
];

interface Asking {
  ask(text: string): Promise<AssistantAnswer>;
  /** Milliseconds until the first word of an answer is here. */
  firstWord(text: string): Promise<number>;
}

async function askerOf(stack: BenchStack, agent: Agent, persona: string): Promise<Asking> {
  const { token } = await signIn(agent, stack.url, persona);
  const root = `${stack.url}/api/v1/assistant/threads`;
  const thread = await callApi<{ id: string }>({
    ...{ agent, url: root, method: 'POST', token, body: {} },
  });
  const url = `${root}/${thread.id}/messages`;
  const post = (text: string, accept: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` },
      body: JSON.stringify({ text }),
    });
  return {
    async ask(text) {
      const answer = await post(text, 'application/json');
      if (!answer.ok) throw new Error(`${persona}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as AssistantAnswer;
    },
    async firstWord(text) {
      const started = performance.now();
      const answer = await post(text, 'text/event-stream');
      const decoder = new TextDecoder();
      let told = '';
      let waited = 0;
      for await (const part of answer.body ?? []) {
        told += decoder.decode(part as Uint8Array, { stream: true });
        if (waited === 0 && told.includes('event: words')) waited = performance.now() - started;
      }
      if (waited === 0) throw new Error(`${persona}: no word came: ${told.slice(0, 400)}`);
      return waited;
    },
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { reads: { type: 'string', default: '15' } } });
  const loadBefore = os.loadavg()[0] ?? 0;
  const model = await startModel();
  const stack = await startBenchStack({ OPENAI_BASE_URL: model.url });
  const agent = new Agent({ keepAlive: true });
  try {
    await loadClaims(stack.databaseUrl);
    const rows: string[][] = [];
    const all: number[] = [];
    for (const persona of PEOPLE) {
      const asker = await askerOf(stack, agent, persona);
      for (const [name, args] of CALLS) {
        const question = JSON.stringify({ name, args });
        const waits: number[] = [];
        for (let n = 0; n <= Number(values.reads); n++) {
          const [call] = (await asker.ask(question)).toolCalls;
          if (n > 0) waits.push(call?.milliseconds ?? Infinity);
        }
        all.push(...waits);
        const { figures, holds } = figuresOf(waits, TOOL_GOAL_MS);
        rows.push([persona, `${name} ${JSON.stringify(args)}`, figures, holds]);
      }
    }
    const first: number[] = [];
    const asker = await askerOf(stack, agent, 'sales.rep');
    for (let n = 0; n < 40; n++) first.push(await asker.firstWord('Say something'));
    const whole = figuresOf(all, TOOL_GOAL_MS);
    const word = figuresOf(first, WORD_GOAL_MS);
    console.log(
      [
        machineFacts(loadBefore),
        table(['who', 'lookup', 'p50 / p95 / p99 ms', `p95 within ${TOOL_GOAL_MS}`], rows),
        table(
          ['what', 'p50 / p95 / p99 ms', 'goal of p95, ms', 'holds'],
          [
            ['all lookups together', whole.figures, String(TOOL_GOAL_MS), whole.holds],
            ['first word of an answer', word.figures, String(WORD_GOAL_MS), word.holds],
          ],
        ),
      ].join('\n\n'),
    );
  } finally {
    agent.destroy();
    await stack.stop();
    await model.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
