import { withoutGrants } from '../../domain/access/grants';
import { phraseAnswer, phraseUnread } from '../../domain/assistant/phrase';
import { planQuestion } from '../../domain/assistant/planner/plan-question';
import type { Plan } from '../../domain/assistant/plan';
import { dateIn } from '../../domain/dates/today';
import type { AnsweringDeps, Asking, Draft, MadeCall } from './asking';
import { readLexicon } from './lexicon';

const EMPTY = { proposals: [], question: null, refusals: [], answeredBy: 'planner' as const };

/**
 * Answers by rules alone: nothing leaves the house.
 * @param first what is said before it, such as that the model failed
 */
export async function askPlanner(
  deps: Pick<AnsweringDeps, 'clock' | 'reader'>,
  asking: Asking,
  first = '',
): Promise<Draft> {
  const plan = await planOf(deps, asking);
  const draft = await carryOut(plan, asking);
  const words = first ? `${first}\n\n${draft.words}` : draft.words;
  asking.say(words);
  return { ...draft, words };
}

function planOf(
  { clock, reader }: Pick<AnsweringDeps, 'clock' | 'reader'>,
  { principal, text, before, signal }: Asking,
): Promise<Plan> {
  const today = dateIn(principal.zone, clock.now());
  const asker = withoutGrants(principal);
  return reader.read({ personId: principal.id, signal }, async (rows) => {
    const lexicon = await readLexicon({ principal: asker, today, rows });
    const calls = before.at(-1)?.calls ?? [];
    return planQuestion(text, { today, roles: principal.roles, lexicon, before: calls });
  });
}

async function carryOut(plan: Plan, { look, principal }: Asking): Promise<Draft> {
  if (plan.kind === 'calls') {
    const made: MadeCall[] = [];
    for (const call of plan.calls) made.push(await look(call));
    // Whoever sees every department finds none closed, but empty.
    const closed = principal.roles.includes('admin') ? undefined : closedDepartment(made);
    if (closed !== undefined) return { ...EMPTY, ...askForAccess(closed) };
    const words = phraseAnswer(made.map(({ outcome }) => outcome));
    return { ...EMPTY, words: plan.unread ? `${phraseUnread(plan.unread)}\n\n${words}` : words };
  }
  if (plan.kind === 'proposal') return { ...EMPTY, words: plan.text, proposals: [plan.proposal] };
  if (plan.kind === 'unclear') {
    const { question: text, options } = plan;
    return { ...EMPTY, words: text, question: { text, options } };
  }
  if (plan.kind === 'refused')
    return { ...EMPTY, words: plan.reason, refusals: [{ reason: plan.reason }] };
  return { ...EMPTY, words: plan.text };
}

/** The department that all calls are about, where there was nothing of it for the asker to see. */
function closedDepartment(made: MadeCall[]): string | undefined {
  const [first] = made;
  const department = first?.args.department;
  const isClosed = made.every(
    ({ name, args, outcome }) =>
      OF_DEPARTMENTS.has(name) &&
      args.department === department &&
      (outcome.kind === 'nothing' || outcome.kind === 'empty'),
  );
  return isClosed && typeof department === 'string' ? department : undefined;
}

/** What a report of a department is made of. */
const OF_DEPARTMENTS = new Set(['project_totals', 'projects', 'expense_totals']);

const askForAccess = (department: string): Pick<Draft, 'words' | 'proposals'> => ({
  words: `There is nothing of ${department} that you may see. Whoever heads ${department} can tell you of it, or you ask for access.`,
  proposals: [{ label: 'Ask for access', href: '/requests/new/access-request' }],
});
