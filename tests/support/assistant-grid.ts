import type { ToolCall } from '../../domain/assistant/tool';
import type { AssistantAnswer } from '../../domain/wire/assistant';
import type { AssistantEvent } from '../../domain/wire/assistant-threads';
import { createEventParser } from '../../web/lib/event-stream';
import { startTestApi, type TestApi } from './api';
import { attackCalls, plainCalls } from './assistant-attacks';
import {
  createScan,
  markRows,
  marksIn,
  readAllowed,
  type Allowed,
  type Scan,
} from './assistant-canaries';
import { begin } from './assistant-talk';
import { readTotals, type Totals } from './assistant-totals';
import type { Persona } from './company';
import { foundDemo } from './matrix-world';
import { callsAll, says, startModelServer, type Script, type WrittenCall } from './model-server';
import { readOrganisation } from './organisation';

/** An admin, who sees most; two who see one side of it all; heads, managers and who sees oneself, of both sides. */
export const GRID_PEOPLE: Persona[] = [
  ...(['admin', 'hr', 'finance', 'sales.head', 'consulting.manager'] as const),
  ...(['sales.rep', 'consultant'] as const),
];

/** What one question may have looked up: four rounds of five calls. */
const PER_ROUND = 5;
const PER_QUESTION = 20;
/** Of the attacks each person tries every third; all of them together try each. */
const SHARES = 3;

/** By which door something came to whom it came to. */
export type Door = 'stream' | 'history' | 'file' | 'model';

/** What came of a run of the grid. */
export interface Findings {
  /** Calls that the answers say were made. */
  calls: number;
  /** Tables that were shown, and were not there any more when they were taken as a file. */
  gone: number;
  /** What somebody was shown, or a model that answers them, and should not have been. */
  leaked: string[];
  /** Marks and names that were shown by right, by person and door. */
  seen: Map<Persona, Record<Door, number>>;
  /** The sums each person was told. */
  totals: Map<Persona, Totals>;
}

/** The API over marked records, with a model that is against whoever asks. */
export interface Grid {
  api: TestApi;
  /** What the sums should be, counted by the walk. */
  expected: (persona: Persona) => Totals;
  /** Has everybody ask all their questions, one person after the other or all at once. */
  run(how: 'one by one' | 'all at once', callsOf?: CallsOf): Promise<Findings>;
  stop(): Promise<void>;
}

type CallsOf = (persona: Persona) => ToolCall[];

/** Starts the grid: everybody signs in, then each row gets its mark. */
export async function startGrid(): Promise<Grid> {
  const model = await startModelServer();
  const api = await startTestApi({
    ...{ found: foundDemo, readers: 2 },
    env: { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'hostile', OPENAI_TIMEOUT_SECONDS: '60' },
  });
  await api.db.query('SELECT prepare_ai_role()');
  for (const persona of GRID_PEOPLE) await api.as(persona);
  await (await api.as('admin')).patch('/admin/assistant/settings', { questionsPerMinute: 1000 });
  const names = await api.db.query<{ id: string; name: string }>('SELECT id, name FROM employee');
  await markRows(api.db);
  const organisation = await readOrganisation(api.db);
  const allowed = await readAllowed(api.db, organisation);
  const totalsOf = await readTotals(api.db, organisation);
  const idOf = (persona: Persona) => api.company.people[persona];
  const walls = { allowed, scan: createScan(organisation, allowed) };
  const attacks: CallsOf = (persona) => {
    const others = GRID_PEOPLE.filter((one) => one !== persona).map(idOf);
    const told = names.filter(({ id }) => others.includes(id)).map(({ name }) => name);
    const first = plainCalls().length;
    const turn = GRID_PEOPLE.indexOf(persona) % SHARES;
    return attackCalls({ names: told, victim: idOf('admin') }).filter(
      (_, at) => at < first || at % SHARES === turn,
    );
  };
  return {
    api,
    expected: (persona) => totalsOf(idOf(persona)),
    async run(how, callsOf = attacks) {
      const questions = new Map<string, WrittenCall[]>();
      const notes = createNotes({ api, ...walls });
      model.script(hostile(questions, notes.model));
      const askAll = (persona: Persona) =>
        askEverything({ api, notes, questions }, { persona, calls: callsOf(persona) });
      if (how === 'all at once') await Promise.all(GRID_PEOPLE.map(askAll));
      else for (const persona of GRID_PEOPLE) await askAll(persona);
      model.requests = [];
      return notes.findings;
    },
    async stop() {
      await api.stop();
      await model.stop();
    },
  };
}

/** A model that calls what it was scripted to for a question, and in the end says all it was told. */
const hostile =
  (questions: Map<string, WrittenCall[]>, heard: (question: string, raw: string) => void): Script =>
  (request, response, raw) => {
    const asked = request.messages.findLastIndex(({ role }) => role === 'user');
    const question = request.messages[asked]?.content ?? '';
    heard(question, raw);
    const since = request.messages.slice(asked + 1);
    const from = since.filter(({ role }) => role === 'assistant').length * PER_ROUND;
    const next = questions.get(question)?.slice(from, from + PER_ROUND) ?? [];
    if (next.length > 0) return callsAll(next)(request, response, raw);
    const told = since.filter(({ role }) => role === 'tool').map(({ content }) => content ?? '');
    return says(told)(request, response, raw);
  };

interface Notes {
  findings: Findings;
  /** Bytes that came by a door. */
  bytes: (by: Persona, door: Door, text: string) => void;
  /** Bytes that a model got for a question. */
  model: (question: string, raw: string) => void;
  answer: (by: Persona, answer: AssistantAnswer) => void;
}

function createNotes(of: { api: TestApi; allowed: Allowed; scan: Scan }): Notes {
  const idOf = (persona: Persona) => of.api.company.people[persona];
  const marks = new Map(GRID_PEOPLE.map((persona) => [persona, of.allowed(idOf(persona))]));
  const findings: Findings = {
    ...{ calls: 0, gone: 0, leaked: [], totals: new Map() },
    seen: new Map(GRID_PEOPLE.map((one) => [one, { stream: 0, history: 0, file: 0, model: 0 }])),
  };
  const bytes: Notes['bytes'] = (by, door, text) => {
    const found = marksIn(text);
    findings.seen.get(by)![door] += found.length;
    for (const mark of new Set(found))
      if (!marks.get(by)!.has(mark)) findings.leaked.push(`${by} ${door}: ${mark}`);
  };
  return {
    ...{ findings, bytes },
    model: (question, raw) => bytes(question.split(' ')[0] as Persona, 'model', raw),
    answer(by, { toolCalls, tables }) {
      findings.calls += toolCalls.length;
      const gave = toolCalls.filter(({ outcome }) => outcome === 'rows');
      for (const [at, table] of tables.entries()) {
        const tool = gave[at]!.name;
        const { leaked } = of.scan({ by: idOf(by), tool, outcome: { kind: 'rows', table } });
        findings.leaked.push(...leaked.map((what) => `${by} ${tool}: ${what}`));
      }
    },
  };
}

interface Asking {
  api: TestApi;
  notes: Notes;
  questions: Map<string, WrittenCall[]>;
}

/** Has one person ask all there is, and look at it by every door. */
async function askEverything(
  { api, notes, questions }: Asking,
  { persona, calls }: { persona: Persona; calls: ToolCall[] },
): Promise<void> {
  const thread = await begin(api, persona);
  const path = `/assistant/threads/${thread}/messages`;
  const read = async (door: Door, address: string) => {
    const { status, text } = await fetchRaw(api, persona, { path: address });
    if (status === 404 && door === 'file') notes.findings.gone++;
    else if (status !== 200) throw new Error(`${persona} ${address}: ${status}`);
    notes.bytes(persona, door, text);
  };
  const ask = async (label: string, written: WrittenCall[]) => {
    const question = `${persona} ${thread} ${label}`;
    questions.set(question, written);
    const { status, text } = await fetchRaw(api, persona, { path, question });
    if (status !== 200) throw new Error(`${question}: ${status} ${text}`);
    notes.bytes(persona, 'stream', text);
    const answer = answerIn(text);
    if (answer.answeredBy !== 'model' || answer.toolCalls.length !== written.length)
      throw new Error(`${question}: not the calls it was to make`);
    notes.answer(persona, answer);
    return answer;
  };
  for (let from = 0; from < calls.length; from += PER_QUESTION) {
    const { id, tables } = await ask(
      `from ${from}`,
      calls.slice(from, from + PER_QUESTION).map(written),
    );
    const taken = tables.find((table) => marksIn(JSON.stringify(table)).length > 0) ?? tables[0];
    if (taken) await read('file', `${path}/${id}/tables/${taken.id}?format=csv`);
  }
  const { tables } = await ask('sums', SUMS.map(written));
  notes.findings.totals.set(persona, totalsIn(tables));
  await read('history', path);
  await read('history', '/assistant/threads?q=zq&limit=200');
}

/** What is no text already is written as JSON; broken JSON stays as it is. */
const written = ({ name, args }: ToolCall): WrittenCall => ({
  name,
  args: typeof args === 'string' ? args : JSON.stringify(args),
});

const ALWAYS = { from: '2000-01-01', to: '2100-01-01' };
const SUMS: ToolCall[] = [
  { name: 'count_people', args: {} },
  { name: 'leave_taken', args: ALWAYS },
  { name: 'expense_totals', args: ALWAYS },
];

function totalsIn(tables: AssistantAnswer['tables']): Totals {
  const of = (title: string) => tables.find((table) => table.title === title)?.totals;
  const amount = of('Expenses')?.amount;
  return {
    people: Number(of('Headcount')?.people ?? 0),
    leaves: Number(of('Leave taken')?.leaves ?? 0),
    spent: typeof amount === 'object' && amount !== null ? amount.amount.replaceAll('.', '') : null,
  };
}

function answerIn(stream: string): AssistantAnswer {
  const last = createEventParser()(stream).at(-1);
  const event = JSON.parse(last?.data ?? '{}') as AssistantEvent;
  if (event.type !== 'answer') throw new Error(`it ended by ${JSON.stringify(event)}`);
  return event.answer;
}

/** What came, to the letter: a stream for a question, otherwise whatever is at an address. */
async function fetchRaw(
  api: TestApi,
  persona: Persona,
  { path, question }: { path: string; question?: string },
): Promise<{ status: number; text: string }> {
  const { token = '' } = await api.as(persona);
  const isQuestion = question !== undefined;
  const response = await fetch(`${api.url}/api/v1${path}`, {
    method: isQuestion ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(isQuestion ? { accept: 'text/event-stream', 'content-type': 'application/json' } : {}),
    },
    body: isQuestion ? JSON.stringify({ text: question }) : undefined,
  });
  return { status: response.status, text: await response.text() };
}
