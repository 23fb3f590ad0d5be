import { dateParts } from '../../dates/calendar';
import type { Plan, PlanContext } from '../plan';
import type { ToolCall, ToolDefinition } from '../tool';
import { TOOL_DEFINITIONS } from '../tools/definitions';
import { monthsFrom } from './calendar-words';
import { argumentsOf, fitOf } from './arguments';
import { carriedOver, CARRIES, followUp, goingOnWith, GOES_ON, siblingOf } from './follow-up';
import { GRAMMAR } from './grammar';
import { clarify, written } from './clarify';
import { helpText } from './help';
import { reportOf } from './department-report';
import { inEnglish } from './hindi';
import { noSuchDay, proposalOf } from './proposals';
import { refusalOf } from './refusals';
import { searchText } from './search-text';
import { readSlots, type Slots } from './slots';
import { plainText } from './plain';
import { eachOf } from './several';
import { smallTalk } from './small-talk';
import { againstSubject, withoutTool } from './subjects';
import { unreadIn } from './unread';

/** A question of this score is about that tool; one that goes on from another has to be surer of another subject. */
const SURE = 2.5;
const SURE_OF_ANOTHER = 4.5;
/** From here on it is about something, if only it were clear what is wanted of it. */
const ABOUT_SOMETHING = 2;
const CHOICES = 4;

interface Scored {
  definition: ToolDefinition;
  /** By the words alone. */
  cues: number;
  score: number;
}

/**
 * What a question comes to, by rules alone: the same for the same question, day and lexicon, and without a model.
 * It reads nothing and decides nothing: calls go through the tools, proposals fill in a form.
 * @param text as it was typed
 */
export function planQuestion(text: string, context: PlanContext): Plan {
  const { question, chosen } = readChoice(inEnglish(text));
  const reason = refusalOf(question);
  if (reason) return { kind: 'refused', reason };
  if (chosen) {
    const slots = readSlots(question, context);
    return settled([{ slots, call: callOf(chosen, question, slots, context) }], question, context);
  }
  return (
    smallTalk(text, context.roles) ??
    proposalOf(question, context) ??
    planReading(question, context)
  );
}

/** An option of a question back is the title of a tool before the question. */
function readChoice(text: string): { question: string; chosen?: ToolDefinition } {
  const [title = '', ...rest] = text.split(':');
  const chosen = TOOL_DEFINITIONS.find(
    (definition) => plainText(definition.title) === plainText(title.trim()),
  );
  return chosen && rest.length > 0
    ? { question: rest.join(':').trim(), chosen }
    : { question: text };
}

/** A call, and what it was read from. */
interface Read {
  slots: Slots;
  call: ToolCall;
}

function planReading(question: string, context: PlanContext): Plan {
  const slots = readSlots(question, context);
  if (slots.impossible !== undefined) return noSuchDay(slots.impossible);
  const ranked = rank(slots);
  const goingOn = planFollowUp(question, slots, ranked, context);
  if (goingOn) return settled([{ slots, call: goingOn }], question, context);
  const elsewhere = withoutTool(slots.text, context.roles);
  if (elsewhere) return elsewhere;
  const report = reportOf(slots, context);
  if (report)
    return settled(
      report.map((call) => ({ slots, call })),
      question,
      context,
    );
  const two = planTwo(question, context);
  if (two) return settled(two, question, context);
  const [best] = ranked;
  if (!best || best.score < ABOUT_SOMETHING) return unknown(context);
  const tied = ranked.filter(({ score }) => best.score - score < 0.01);
  if (best.score < SURE && best.cues >= ABOUT_SOMETHING && tied.length > 1)
    return unclear(question, tied);
  return planBest(best, question, slots, context);
}

/**
 * The calls, if they keep what was said. What they leave out is named before what they tell, and where they would answer
 * another question, that is said instead, with questions near it.
 */
function settled(read: Read[], question: string, context: PlanContext): Plan {
  const calls: ToolCall[] = [];
  const unread: string[] = [];
  for (const { slots, call } of read) {
    const definition = TOOL_DEFINITIONS.find(({ name }) => name === call.name);
    if (!definition) continue;
    const each = eachOf(call, definition, slots);
    const lost = unreadIn(slots, each);
    if (lost.some(({ isOther }) => isOther))
      return clarify(lost, {
        ...{ question, slots, definition },
        plan: (text) => planOnce(text, context),
      });
    calls.push(...each);
    unread.push(...lost.map(({ said }) => written(said, slots)));
  }
  return { kind: 'calls', calls, ...(unread.length > 0 ? { unread } : {}) };
}

/** How a near question would be read, without near ones of its own. */
function planOnce(question: string, context: PlanContext): Plan {
  const slots = readSlots(question, context);
  const [best] = rank(slots);
  if (slots.impossible !== undefined || !best || best.score < SURE) return unknown(context);
  const call = callOf(best.definition, question, slots, context);
  const lost = unreadIn(slots, [call]);
  return lost.length > 0 ? unknown(context) : { kind: 'calls', calls: [call] };
}

function planBest(best: Scored, question: string, slots: Slots, context: PlanContext): Plan {
  if (best.score < SURE) return unknown(context);
  const call = callOf(best.definition, question, slots, context);
  if (best.definition.name === 'search_chat' && !call.args.text)
    return {
      kind: 'unclear',
      question: 'What shall I look for in your conversations?',
      options: ['Find messages about the go-live'],
    };
  const all = settled([{ slots, call }], question, context);
  // Without what was not read it is another question, whichever project it is about.
  const isOfOne = best.definition.name === 'project_pnl' && !call.args.project;
  return isOfOne && all.kind === 'calls' ? whichProject(context) : all;
}

function whichProject({ lexicon }: PlanContext): Plan {
  const options = lexicon.projects
    .slice(0, CHOICES)
    .map((name) => `What is the margin of ${name}?`);
  return { kind: 'unclear', question: 'Which project do you mean?', options };
}

const unknown = ({ roles }: PlanContext): Plan => ({ kind: 'unknown', text: helpText(roles) });

function unclear(question: string, tied: Scored[]): Plan {
  const options = tied
    .slice(0, CHOICES)
    .map(({ definition }) => `${definition.title}: ${question}`);
  return {
    kind: 'unclear',
    question: 'I can read that in more than one way. Which do you mean?',
    options,
  };
}

/** The tools a question may be for, the likeliest first. */
function rank(slots: Slots): Scored[] {
  const scored = GRAMMAR.flatMap(({ tool, needs, withPeriod = 0, cues }) => {
    const definition = TOOL_DEFINITIONS.find(({ name }) => name === tool);
    if (!definition || (needs && !needs.test(slots.text))) return [];
    const start = slots.span ? withPeriod : 0;
    const sum = cues.reduce(
      (so, [words, weight]) => so + (words.test(slots.text) ? weight : 0),
      start,
    );
    const weight = sum > 0 ? sum + againstSubject(slots.text, tool) : sum;
    return [
      { definition, cues: weight, score: weight > 0 ? weight + fitOf(definition, slots) : weight },
    ];
  });
  return scored.sort((one, other) => other.score - one.score);
}

function callOf(
  definition: ToolDefinition,
  question: string,
  slots: Slots,
  context: PlanContext,
): ToolCall {
  const args = argumentsOf(definition, slots, context);
  if (definition.name === 'search_chat') args.text = searchText(question);
  // What is beside last year is this year, where no days are named.
  if (args.compareTo === 'previous-year' && args.from === undefined && args.to === undefined)
    Object.assign(args, monthsFrom(dateParts(context.today).year, 1, 12));
  return { name: definition.name, args };
}

function planFollowUp(
  question: string,
  slots: Slots,
  [best]: Scored[],
  context: PlanContext,
): ToolCall | undefined {
  const before = context.before.at(-1);
  if (!before) return undefined;
  const last = TOOL_DEFINITIONS.find(({ name }) => name === before.name);
  if (!last) return undefined;
  const text = plainText(question);
  const goesOn = GOES_ON.test(slots.text) || GOES_ON.test(text);
  const told = (definition: ToolDefinition) => callOf(definition, question, slots, context);
  const sibling = goesOn ? siblingNow(last, slots, best) : undefined;
  if (sibling) return goingOnWith(sibling, before, told(sibling));
  if (best && isAnother(best, last, goesOn ? SURE_OF_ANOTHER : SURE))
    return CARRIES.test(text)
      ? carriedOver(best.definition, before, told(best.definition))
      : undefined;
  return standsAlone(best, goesOn) ? undefined : followUp(last, before, slots, context);
}

/** The tool that adds up, or lists, the same, unless another subject is surer. */
function siblingNow(last: ToolDefinition, slots: Slots, best: Scored | undefined) {
  const sibling = siblingOf(last, slots);
  return sibling && !isAnother(best, sibling, SURE_OF_ANOTHER) ? sibling : undefined;
}

const standsAlone = (best: Scored | undefined, goesOn: boolean) =>
  !goesOn && best !== undefined && best.score >= SURE;

const isAnother = (best: Scored | undefined, last: ToolDefinition, sure: number) =>
  best !== undefined && best.definition !== last && best.cues >= sure;

/** "My leave balance and my open claims": two questions, when either stands for itself and they are about different things. */
function planTwo(question: string, context: PlanContext): Read[] | undefined {
  const halves = question.split(/[?;] +|,? +and (?:also |then )?/i).filter(Boolean);
  if (halves.length !== 2) return undefined;
  const read = halves.map((half) => {
    const slots = readSlots(half, context);
    const [best] = rank(slots);
    const sure = best && best.cues >= SURE_OF_ANOTHER && !/^(?:on|with) whom?\b/.test(slots.text);
    return sure ? { slots, call: callOf(best.definition, half, slots, context) } : undefined;
  });
  const [one, other] = read;
  return one && other && one.call.name !== other.call.name ? [one, other] : undefined;
}
