import type { Principal } from '../../domain/access/principal';
import { composeAnswer, describeCall } from '../../domain/assistant/compose';
import type { ToolCall } from '../../domain/assistant/tool';
import { TOOL_DEFINITIONS } from '../../domain/assistant/tools/definitions';
import { dateIn } from '../../domain/dates/today';
import { DomainError } from '../../domain/errors';
import type { AssistantAnswer } from '../../domain/wire/assistant';
import { ModelFailure, type ModelProblem, type TokenUse } from '../../platform/llm/language-model';
import { askModel } from './ask-model';
import { askPlanner } from './ask-planner';
import type { AnsweringDeps, Asking, Draft, Ending, MadeCall, Turn } from './asking';
import { createTeller, type Untold } from './event-log';
import { closeMessage, recordCall, turnsBefore } from './message-store';
import { runTool } from './run-tool';
import { gatesFor, readSettings } from './settings';
import { pricesOf } from './usage';
import { Stopped, watchAnswer, type Watch } from './watch';

/** How long an answer may take, and how long of it a model may. */
const LONGEST_MS = 90_000;
const LONGEST_MODEL_MS = 60_000;

/** What is said when the planner answers in place of a model. */
const INSTEAD: Record<ModelProblem, string> = {
  'rate-limit': 'The language model has too much to do, so the offline planner answers.',
  outage: 'The language model cannot be reached, so the offline planner answers.',
  malformed:
    'The language model answered with something unreadable, so the offline planner answers.',
  cut: 'The language model broke off, so the offline planner answers.',
};

interface Taken {
  messageId: string;
  text: string;
}

/**
 * Answers a question that has been taken in: by the model, or by the planner; what is looked up is read as whoever asks.
 * Each step is written down as it is told, and how it ended in the end, whatever went wrong.
 */
export async function answerQuestion(
  deps: AnsweringDeps,
  principal: Principal,
  taken: Taken,
  controller: AbortController,
): Promise<Ending> {
  const { db, clock } = deps;
  const { messageId } = taken;
  const started = performance.now();
  const teller = createTeller(db, messageId);
  teller.tell({ type: 'begun', messageId });
  const watch = watchAnswer(db, { principal, messageId, controller });
  const tell = (event: Untold) => {
    // Of an answer that may not go on, nothing more is told.
    controller.signal.throwIfAborted();
    teller.tell(event);
  };
  const late = setTimeout(() => controller.abort(tooLong()), LONGEST_MS);
  const use: TokenUse = { input: 0, output: 0 };
  const said = { words: '' };
  const ending = await attempt(deps, {
    ...{ principal, taken, signal: controller.signal, tell },
    ...{ use, said, watch },
  }).catch((error: unknown) => endingOf(deps, controller.signal.reason ?? error));
  clearTimeout(late);
  watch.end();
  await closeMessage(db, {
    ...{ messageId, ending, words: said.words, personId: principal.id, after: await teller.all() },
    ...{ milliseconds: Math.round(performance.now() - started), use },
    ...{ day: dateIn(principal.zone, clock.now()), prices: pricesOf(deps.config) },
    answeredBy: ending.kind === 'done' ? nameOf(deps, ending.answer) : null,
  });
  return ending;
}

const tooLong = () => new DomainError('unavailable', 'It took too long. Ask for less at once.');

const nameOf = ({ model }: AnsweringDeps, { answeredBy }: AssistantAnswer) =>
  answeredBy === 'model' ? (model?.name ?? answeredBy) : answeredBy;

function endingOf({ logger }: AnsweringDeps, reason: unknown): Ending {
  if (reason instanceof Stopped) return { kind: 'stopped' };
  if (reason instanceof DomainError) return { kind: 'failed', error: reason };
  logger.error({ err: reason }, 'an answer failed');
  return { kind: 'failed', error: new DomainError('unavailable', 'It could not be answered.') };
}

interface Attempt {
  principal: Principal;
  taken: Taken;
  signal: AbortSignal;
  tell: (event: Untold) => void;
  use: TokenUse;
  said: { words: string };
  watch: Watch;
}

async function attempt(deps: AnsweringDeps, of: Attempt): Promise<Ending> {
  const { principal, taken, signal } = of;
  const gates = gatesFor(await readSettings(deps.db), principal);
  const calls: MadeCall[] = [];
  const before: Turn[] = await turnsBefore(deps.db, taken.messageId);
  const asking: Asking = {
    ...{ principal, text: taken.text, before, signal },
    look: (call) => lookUp({ ...deps, ...gates }, { ...of, calls }, call),
    say: (text) => {
      of.tell({ type: 'words', text });
      of.said.words += text;
    },
    spend: ({ input, output }) => {
      of.use.input += input;
      of.use.output += output;
    },
  };
  const draft = await draftBy(deps, asking, { enabled: gates.enabled, calls, said: of.said });
  await of.watch.look();
  signal.throwIfAborted();
  of.said.words = draft.words;
  const answer = composeAnswer({
    ...{ id: taken.messageId, at: deps.clock.now(), words: draft.words, parts: draft, calls },
    ...{ roles: principal.roles, enabled: gates.enabled },
  });
  return { kind: 'done', answer };
}

/** By the model where there is one; whatever becomes of that, the planner still answers. */
async function draftBy(
  deps: AnsweringDeps,
  asking: Asking,
  of: { enabled: (tool: string) => boolean; calls: MadeCall[]; said: { words: string } },
): Promise<Draft> {
  const { model, clock, logger } = deps;
  if (!model) return askPlanner(deps, asking);
  const signal = AbortSignal.any([asking.signal, AbortSignal.timeout(LONGEST_MODEL_MS)]);
  try {
    return await askModel({ model, clock, enabled: of.enabled }, { ...asking, signal });
  } catch (error) {
    asking.signal.throwIfAborted();
    const problem =
      error instanceof ModelFailure ? error.problem : signal.aborted ? 'outage' : null;
    if (!problem) throw error;
    logger.warn({ problem }, 'the language model failed');
    of.calls.length = 0;
    const apart = of.said.words ? '\n\n' : '';
    if (apart) asking.say(apart);
    return askPlanner(deps, asking, INSTEAD[problem]);
  }
}

async function lookUp(
  deps: AnsweringDeps & ReturnType<typeof gatesFor>,
  { principal, taken, signal, tell, calls }: Attempt & { calls: MadeCall[] },
  call: ToolCall,
): Promise<MadeCall> {
  const { name } = call;
  const title = TOOL_DEFINITIONS.find((tool) => tool.name === name)?.title ?? 'Something unknown';
  tell({ type: 'call', name, title });
  const made = { ...call, ...(await runTool(deps, principal, call, { signal })) };
  const described = describeCall(made);
  await recordCall(deps.db, taken.messageId, described);
  signal.throwIfAborted();
  calls.push(made);
  tell({ type: 'called', name, call: described });
  return made;
}
