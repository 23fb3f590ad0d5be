import { examplesFor, toolsFor } from '../../domain/assistant/planner/help';
import { inEnglish } from '../../domain/assistant/planner/hindi';
import { readPeriod } from '../../domain/assistant/planner/periods';
import { planQuestion } from '../../domain/assistant/planner/plan-question';
import type { Lexicon, PlanContext } from '../../domain/assistant/plan';
import type { ToolCall } from '../../domain/assistant/tool';
import { TOOL_DEFINITIONS } from '../../domain/assistant/tools/definitions';
import type { Role } from '../../domain/roles';
import { answers } from '../../web/lib/i18n/hi-assistant';

const LEXICON: Lexicon = {
  self: 'Rohan Desai',
  people: ['Rohan Desai', 'Asha Pillai', 'Vikram Joshi', 'Last Page', 'May Thomas', 'Qa Boss'],
  departments: ['Sales', 'Human Resources', 'Consulting', 'Finance'],
  projects: ['Dealer portal', 'Claims archive'],
  customers: ['Malabar Foods', 'Kaveri Credit', 'Total <b>Works</b>'],
  expenseCategories: ['Travel', 'Meals', 'Lodging', 'Supplies', 'Training', 'Other'],
  leaveTypes: ['Casual leave', 'Sick leave', 'Earned leave', 'Study leave'],
};
// A Sunday.
const CONTEXT: PlanContext = {
  ...{ today: '2026-11-29', roles: ['admin'], lexicon: LEXICON, before: [] },
};
const plan = (text: string, over: Partial<PlanContext> = {}) =>
  planQuestion(text, { ...CONTEXT, ...over });
function calls(text: string, over: Partial<PlanContext> = {}): ToolCall[] {
  const planned = plan(text, over);
  if (planned.kind !== 'calls') throw new Error(`${text}: ${JSON.stringify(planned)}`);
  return planned.calls;
}
/** The last call of questions that go on from one another. */
const inTurn = (...texts: string[]) =>
  texts.reduce<ToolCall[]>((before, text) => calls(text, { before }), []).at(-1);

test.each(['consulting reports', 'show me consulting reports', 'reports of consulting'])(
  '“%s” is what there is of the department, as far as its asker may see it',
  (text) => {
    const spent = { name: 'expense_totals', args: { department: 'Consulting' } };
    const earned = {
      name: 'project_totals',
      args: { department: 'Consulting', measure: 'revenue' },
    };
    for (const role of ['admin', 'department-head', 'project-manager'] as Role[])
      expect(calls(text, { roles: [role] })).toEqual([earned, spent]);
    for (const role of ['employee', 'manager'] as Role[])
      expect(calls(text, { roles: [role] })).toEqual([spent]);
  },
);

test.each([
  ['consulting revenue', 'project_totals', { department: 'Consulting', measure: 'revenue' }],
  [
    'how much revenue did consulting make this year',
    'project_totals',
    { department: 'Consulting', measure: 'revenue', from: '2026-01-01' },
  ],
  ['report of my team', 'expense_totals', { who: 'my-team', groupBy: 'person' }],
  ['expense report of my team', 'expense_claims', { who: 'my-team' }],
])('“%s” is about %s', (text, name, args) => {
  expect(calls(text)[0]).toMatchObject({ name, args });
});

test.each([
  ['my leave taken last year', { who: 'me', from: '2025-01-01', to: '2025-12-31' }],
  ['expenses of my team in May 2026', { who: 'my-team', from: '2026-05-01', to: '2026-05-31' }],
  ['Show my expense claims over 10,000', { who: 'me', minAmount: 10_000 }],
  ['total expenses of my team this year', { who: 'my-team', from: '2026-01-01' }],
])('nobody is called by the everyday words of “%s”', (text, args) => {
  const [call] = calls(text);
  expect(call?.args).toMatchObject(args);
  expect(call?.args).not.toHaveProperty('person');
});

test.each([
  ['leave balance of Last Page', 'Last Page'],
  ['leave balance of May Thomas', 'May Thomas'],
  ['leave balance of Qa', 'Qa Boss'],
  ['leave balance of Boss', 'Qa Boss'],
])('“%s” names somebody', (text, person) => {
  expect(calls(text)[0]?.args).toMatchObject({ person });
});

test.each([
  ['last two quarter', '2026-04-01', '2026-09-30'],
  ['next 3 month', '2026-11-29', '2027-02-28'],
  ['in week 45', '2026-11-02', '2026-11-08'],
  ['week 1 of 2027', '2027-01-04', '2027-01-10'],
  ['in the first week of january 2027', '2027-01-01', '2027-01-07'],
  ['last week of february 2027', '2027-02-22', '2027-02-28'],
])('“%s” is from %s to %s', (said, from, to) => {
  const { span, text } = readPeriod(`leave ${said}`, { today: CONTEXT.today, ahead: false });
  expect({ span, text }).toEqual({ span: { from, to }, text: 'leave @period' });
});

test.each([
  'apply for leave on 29 Feb 2027',
  'apply for leave from 29 Jan to 31 Feb',
  'who is out on 31 November',
  'expenses on 2026-02-30',
])('“%s” names a day that there is not, and hears so', (text) => {
  const planned = plan(text);
  expect(planned).toMatchObject({ kind: 'unclear' });
  expect(JSON.stringify(planned)).toContain('There is no such day');
});

test.each([
  ['leave balance at the end of December', { asOf: '2026-12-31' }],
  ['Does Vikram have leave on 24 December?', { from: '2026-12-24', to: '2026-12-24' }],
  ['leave Vikram took in December', { from: '2025-12-01', to: '2025-12-31' }],
  [
    'List projects that go live in the next 3 months',
    { liveFrom: '2026-11-29', liveTo: '2027-02-28' },
  ],
  ['compare expenses of 2024 and 2025', { from: '2025-01-01', compareTo: 'previous-year' }],
  [
    'compare travel spending this year with last year',
    { category: 'travel', from: '2026-01-01', compareTo: 'previous-year' },
  ],
])('“%s” is about the right days', (text, args) => {
  expect(calls(text)[0]?.args).toMatchObject(args);
});

test.each([
  ['book leave 3 days from 7 December', '?from=2026-12-07&to=2026-12-09'],
  ['book 3 days of leave from 4 December', '?from=2026-12-04&to=2026-12-08'],
  [
    'half day casual leave on Friday morning',
    '?type=casual&from=2026-12-04&to=2026-12-04&toHalf=am',
  ],
])('“%s” fills in the form', (text, filled) => {
  expect(plan(text)).toMatchObject({
    ...{ kind: 'proposal', proposal: { href: `/requests/new/leave${filled}` } },
  });
});

test('who goes on from a list to its sums, or back, keeps what it was narrowed to', () => {
  const won = { stage: 'won', from: '2026-01-01', to: '2026-12-31' };
  const grouped = { name: 'deal_totals', args: { ...won, groupBy: 'owner' } };
  expect(inTurn('deals won in 2026', 'by owner')).toEqual(grouped);
  expect(inTurn('deals won in 2026', 'by owner', 'above 20 lakh')).toEqual({
    name: 'deals',
    args: { ...won, minAmount: 2_000_000 },
  });
  expect(inTurn('deals won in 2026', 'by owner', 'only Asha')).toEqual({
    name: 'deal_totals',
    args: { ...grouped.args, owner: 'Asha Pillai' },
  });
  expect(inTurn('my leave taken this year', 'and Vikram?')).toMatchObject({
    name: 'leave_taken',
    args: { person: 'Vikram Joshi', from: '2026-01-01' },
  });
  expect(inTurn('how much leave did Asha take this year', 'and the whole team')).toEqual({
    name: 'leave_taken',
    args: { who: 'my-team', from: '2026-01-01', to: '2026-12-31' },
  });
  const [travel] = calls('travel spending this year');
  // What was asked for alone is left out now: both at once would be nothing.
  const without = plan('without travel', { before: [travel!] });
  expect(without).toMatchObject({ calls: [{ args: { exceptCategories: ['travel'] } }] });
  expect(without.kind === 'calls' && without.calls[0]?.args).not.toHaveProperty('category');
});

test.each(['hello', 'Hi there!', 'thanks', 'thank you so much', 'ok great', 'namaste', 'help'])(
  '“%s” is answered politely',
  (text) => {
    const said = plan(text);
    expect(said).toMatchObject({ kind: 'unknown' });
    expect(JSON.stringify(said)).not.toContain('did not understand');
  },
);

test('the sample questions are understood in the Hindi that they are shown in', () => {
  const samples = TOOL_DEFINITIONS.map(
    ({ example }) => [example, (answers as Record<string, string>)[example]] as const,
  );
  for (const [example, hindi] of samples) {
    if (hindi === undefined) throw new Error(`${example} has no Hindi`);
    expect([hindi, plan(hindi)]).toEqual([hindi, plan(example)]);
  }
});

test.each([
  ['mera kitna leave baki hai', 'leave_balance'],
  ['aaj kaun chutti par hai', 'who_is_out'],
  ['is mahine kitna kharcha hua', 'expense_totals'],
])('“%s” is Hindi as it is typed', (text, name) => {
  expect(calls(text)[0]?.name).toBe(name);
});

test('a question in English stays as it is, and what nobody gets is refused in Hindi, too', () => {
  for (const { example } of TOOL_DEFINITIONS) expect(inEnglish(example)).toBe(example);
  expect(plan('Vikram का वेतन क्या है?')).toMatchObject({ kind: 'refused' });
});

test('nobody is offered a question about a team, who may have none', () => {
  const offered = [
    ...examplesFor(['employee']),
    ...toolsFor(['employee']).map((one) => one.example),
  ];
  for (const question of offered) expect(question).not.toMatch(/my team|reports to me/i);
});

test.each([
  ['on or after 10 march', { from: '2026-03-10' }],
  ['on or after last month', { from: '2026-10-01' }],
  ['on or before 10 march', { to: '2026-03-10' }],
  ['no later than 10 march', { to: '2026-03-10' }],
])('“claims submitted %s” has the day itself in it', (words, span) => {
  expect(readPeriod(`claim submitted ${words}`, { today: CONTEXT.today, ahead: false })).toEqual({
    text: 'claim submitted @period',
    span,
  });
  expect(calls(`expense claims ${words}`)[0]!.args).toEqual(span);
});
