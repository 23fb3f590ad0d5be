import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Plan, PlanContext } from '../../domain/assistant/plan';
import { planQuestion } from '../../domain/assistant/planner/plan-question';
import { readLexicon } from '../../modules/assistant/lexicon';
import { startAskers, type Askers } from '../support/assistant-tools';
import { partsOf, type Answer, type Parts, type Question } from './score';

/** The set, as it is in the file. */
interface QuestionSet {
  today: string;
  personas: string[];
  questions: Question[];
}

/** One question in one wording, asked by one person, and what was right of the answer. */
export interface Cell {
  id: string;
  persona: string;
  wording: string;
  parts: Parts;
  answer: Answer;
  expected: string | null;
  milliseconds: number;
}

/** Plans a question: the planner, or a model. */
export type Asker = (question: string, context: PlanContext) => Promise<Plan> | Plan;

/** The demo company on a fixed day, with the right answers. */
export interface EvalWorld {
  set: QuestionSet;
  /** Other wordings of the same questions, by their ids: those the grammar has learnt from, and those it has not. */
  reworded: Record<string, string[]>;
  heldBack: Record<string, string[]>;
  /** Wordings as they are typed in a hurry, of some questions: those learnt from, and those held back. */
  asTyped: Record<'learnt' | 'heldBack', Record<string, string>>;
  /** Questions of which no part may be dropped. */
  whole: Question[];
  /** Asks wordings of all questions of the set, or of others, as everybody. */
  evaluate(
    ask: Asker,
    wordingsOf: (question: Question) => string[],
    questions?: Question[],
  ): Promise<Cell[]>;
  /** Names that somebody was told and may not see. */
  leaks(cells: Cell[]): Promise<string[]>;
  stop(): Promise<void>;
}

const read = (name: string) => readFileSync(join(__dirname, name), 'utf8');

/** The statements of expected.sql, by the name that stands above each. */
function statements(): Map<string, string> {
  const parts = read('expected.sql')
    .split(/^-- ([a-z0-9-]+)$/m)
    .slice(1);
  const named = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 2) named.set(parts[at] ?? '', parts[at + 1] ?? '');
  return named;
}

/** Loads the demo company and reads the right answers as its owner. */
export async function startEvalWorld(): Promise<EvalWorld> {
  const set = parse(read('questions.yaml')) as QuestionSet;
  const noon = new Date(`${set.today}T06:30:00Z`);
  const askers = await startAskers({ clock: { now: () => noon } });
  const whole = parse(read('whole.yaml')) as Question[];
  const { expected, visible } = await readExpected(askers, {
    ...set,
    questions: [...set.questions, ...whole],
  });
  const contexts = new Map<string, PlanContext>();
  for (const persona of set.personas)
    contexts.set(persona, await contextOf(askers, persona, set.today));
  const askOne = async (
    ask: Asker,
    { question, persona, wording }: { question: Question; persona: string; wording: string },
  ): Promise<Cell> => {
    const started = performance.now();
    const plan = await ask(wording, contexts.get(persona)!);
    const calls = plan.kind === 'calls' ? plan.calls : [];
    const outcomes: Answer['outcomes'] = [];
    for (const { name, args } of calls) outcomes.push(await askers.outcome(persona, name, args));
    const answer = { plan: plan.kind, calls, outcomes };
    const value = expected.get(`${question.id} ${persona}`) ?? null;
    const parts = partsOf(question, answer, value);
    const milliseconds = performance.now() - started;
    return { id: question.id, persona, wording, parts, answer, expected: value, milliseconds };
  };
  return {
    ...{ set, whole },
    reworded: parse(read('reworded.yaml')) as Record<string, string[]>,
    heldBack: parse(read('held-back.yaml')) as Record<string, string[]>,
    asTyped: parse(read('as-typed.yaml')) as EvalWorld['asTyped'],
    evaluate: async (ask, wordingsOf, questions = set.questions) => {
      const cells: Cell[] = [];
      for (const question of questions)
        for (const persona of set.personas)
          for (const wording of wordingsOf(question))
            cells.push(await askOne(ask, { question, persona, wording }));
      return cells;
    },
    leaks: (cells) => Promise.resolve(cells.flatMap((cell) => leaksOf(cell, visible))),
    stop: () => askers.stop(),
  };
}

/** The planner, as an asker. */
export const planner: Asker = planQuestion;

async function contextOf(askers: Askers, persona: string, today: string): Promise<PlanContext> {
  const principal = await askers.principal(persona);
  const lexicon = await askers.reader.read({ personId: principal.id }, (rows) =>
    readLexicon({ principal, today, rows }),
  );
  return { today, roles: principal.roles, lexicon, before: [] };
}

type Visible = Map<string, Set<string>>;

function readExpected(askers: Askers, { questions, personas }: QuestionSet) {
  const named = statements();
  const principals = personas.map((persona) => askers.principal(persona));
  return askers.db.transaction(async (tx) => {
    await tx.query(named.get('setup')!);
    const expected = new Map<string, string | null>();
    const visible: Visible = new Map();
    for (const [at, persona] of personas.entries()) {
      const { id } = await principals[at]!;
      for (const question of questions.filter(({ tool }) => tool !== undefined)) {
        const sql = named.get(question.id);
        if (sql === undefined) throw new Error(`expected.sql does not answer ${question.id}`);
        // A statement that does not go by the asker still takes them.
        const rows = await tx.query<{ value: string | number | null }>(
          sql,
          sql.includes('$1') ? [id] : [],
        );
        const value = rows[0]?.value ?? null;
        expected.set(`${question.id} ${persona}`, value === null ? null : String(value));
      }
      for (const [area, role] of Object.entries(SEES_ALL)) {
        const rows = await tx.query<{ name: string }>(
          `SELECT name FROM employee WHERE pg_temp.sees($1, id, 'admin', $2)`,
          [id, role],
        );
        visible.set(`${persona} ${area}`, new Set(rows.map(({ name }) => name)));
      }
    }
    return { expected, visible };
  });
}

/** Whose people a tool tells of, and who beside admins sees all of them. */
const SEES_ALL = { leave: 'hr', expense: 'finance', people: 'hr' };
const AREAS: Record<string, keyof typeof SEES_ALL> = {
  ...{ leave_balance: 'leave', leave_taken: 'leave', leave_requests: 'leave' },
  ...{ expense_claims: 'expense', expense_totals: 'expense', advances: 'expense' },
  find_people: 'people',
};

function leaksOf({ persona, wording, answer }: Cell, visible: Visible): string[] {
  return answer.outcomes.flatMap((outcome, at) => {
    const call = answer.calls[at];
    const area = AREAS[call?.name ?? ''];
    if (outcome.kind !== 'rows' || area === undefined) return [];
    const allowed = visible.get(`${persona} ${area}`);
    const key = call?.args.groupBy === 'person' ? 'group' : 'person';
    const told = outcome.table.rows.map(({ cells }) => cells[key]);
    return told
      .filter((name) => typeof name === 'string' && !allowed?.has(name))
      .map((name) => `${persona} was told of ${name as string} by “${wording}”`);
  });
}
