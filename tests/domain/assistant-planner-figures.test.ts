import { planQuestion } from '../../domain/assistant/planner/plan-question';
import type { Lexicon, Plan, PlanContext } from '../../domain/assistant/plan';
import type { ToolCall } from '../../domain/assistant/tool';
import { TOOL_DEFINITIONS } from '../../domain/assistant/tools/definitions';

const LEXICON: Lexicon = {
  self: 'Rohan Desai',
  ownDepartment: 'Sales',
  people: ['Rohan Desai', 'Asha Pillai', 'Vikram Joshi', 'Karan Malhotra', 'Kavita Iyer'],
  departments: ['Sales', 'Human Resources', 'Consulting', 'Finance'],
  projects: ['Dealer portal', 'Claims archive'],
  customers: ['Malabar Foods', 'Kaveri Credit', 'Deccan Motors'],
  expenseCategories: ['Travel', 'Meals', 'Lodging', 'Supplies', 'Training', 'Other'],
  leaveTypes: ['Casual leave', 'Sick leave', 'Earned leave', 'Study leave'],
};
// A Sunday.
const CONTEXT: PlanContext = {
  ...{ today: '2026-11-29', roles: ['admin'], lexicon: LEXICON, before: [] },
};
const plan = (text: string, over: Partial<PlanContext> = {}): Plan =>
  planQuestion(text, { ...CONTEXT, ...over });
const calls = (text: string, over: Partial<PlanContext> = {}): ToolCall[] => {
  const planned = plan(text, over);
  if (planned.kind !== 'calls') throw new Error(`${text}: ${JSON.stringify(planned)}`);
  expect([text, planned.unread]).toEqual([text, undefined]);
  // What is called has to be taken as it is.
  for (const { name, args } of planned.calls) {
    const definition = TOOL_DEFINITIONS.find((one) => one.name === name);
    expect([text, definition?.args.safeParse(args).error]).toEqual([text, undefined]);
  }
  return planned.calls;
};
const YEAR = { from: '2026-01-01', to: '2026-12-31' };

test.each<[string, string, Record<string, unknown>]>([
  [
    'average claim amount in my team this year',
    'expense_totals',
    { who: 'my-team', measure: 'average', ...YEAR },
  ],
  ['avg claim size by category', 'expense_totals', { groupBy: 'category', measure: 'average' }],
  [
    'who has the highest average claim',
    'expense_totals',
    { groupBy: 'person', measure: 'average', orderBy: 'highest' },
  ],
  ['average expense on travel', 'expense_totals', { category: 'travel', measure: 'average' }],
  ['average size of my deals', 'deal_totals', { owner: 'Rohan Desai', measure: 'average' }],
  [
    'mean value of won deals by rep this year',
    'deal_totals',
    { groupBy: 'owner', stage: 'won', measure: 'average', ...YEAR },
  ],
  ['average deal size by stage', 'deal_totals', { groupBy: 'stage', measure: 'average' }],
  ['average invoice value', 'invoices', { measure: 'average' }],
  ['average hours per person this year', 'timesheet_hours', { measure: 'average', ...YEAR }],
  [
    'average hours per consultant per week this year',
    'timesheet_hours',
    { measure: 'average', groupBy: 'week', ...YEAR },
  ],
  ['average leave days per employee this year', 'leave_taken', { measure: 'average', ...YEAR }],
  [
    'average sick leave per employee by department this year',
    'leave_taken',
    { type: 'sick', measure: 'average', groupBy: 'department', ...YEAR },
  ],
  ['average invoice by customer', 'invoices', { groupBy: 'customer', measure: 'average' }],
])('“%s” is an average that a tool reckons', (text, name, args) => {
  expect(calls(text)).toEqual([{ name, args }]);
});

test.each<[string, string, Record<string, unknown>]>([
  ['claims excluding travel', 'expense_claims', { exceptCategories: ['travel'] }],
  ['non-travel expenses', 'expense_claims', { exceptCategories: ['travel'] }],
  [
    'expenses other than travel and meals this year',
    'expense_totals',
    { exceptCategories: ['travel', 'meals'], ...YEAR },
  ],
  ['how much did we spend minus hotels', 'expense_totals', { exceptCategories: ['lodging'] }],
  [
    'claims except rejected and withdrawn ones',
    'expense_claims',
    { exceptStatuses: ['rejected', 'withdrawn'] },
  ],
  [
    'claims without travel and rejected ones',
    'expense_claims',
    { exceptCategories: ['travel'], exceptStatuses: ['rejected'] },
  ],
  ['invoices except paid ones', 'invoices', { exceptStatuses: ['settled'] }],
  ['all projects except closed', 'projects', { exceptStatuses: ['closed'] }],
  ['deals other than lost', 'deals', { exceptStages: ['lost'] }],
  [
    'leaves other than casual and sick in Consulting this year',
    'leave_taken',
    { department: 'Consulting', exceptTypes: ['casual', 'sick'], ...YEAR },
  ],
  [
    'average claim without travel',
    'expense_totals',
    { exceptCategories: ['travel'], measure: 'average' },
  ],
])('“%s” leaves something out', (text, name, args) => {
  const [call] = calls(text);
  expect({ name: call?.name, args: call?.args }).toEqual({ name, args });
});

test('what is left out is kept, or taken back, where one goes on', () => {
  const before = calls('expenses this year by department except travel');
  const [next] = calls('and by category?', { before });
  expect(next?.args).toEqual({ ...YEAR, groupBy: 'category', exceptCategories: ['travel'] });
  const [only] = calls('and travel?', { before });
  expect(only?.args).toEqual({ ...YEAR, groupBy: 'department', category: 'travel' });
});

test('days are of what they were of, where one goes on', () => {
  const [due] = calls('invoices due in December 2026');
  expect(calls('and in January 2027?', { before: [due!] })[0]?.args).toEqual({
    ...{ status: 'open', dueFrom: '2027-01-01', dueTo: '2027-01-31' },
  });
  const [joined] = calls('how many people joined in 2022');
  expect(calls('and in 2023?', { before: [joined!] })[0]?.args).toEqual({
    ...{ joinedFrom: '2023-01-01', joinedTo: '2023-12-31' },
  });
  const [won] = calls('average deal size of won deals');
  expect(calls('except lost ones', { before: [won!] })[0]?.args).toMatchObject({
    ...{ stage: 'won', exceptStages: ['lost'] },
  });
});

test.each<[string, string, Record<string, unknown>]>([
  [
    'what percent of claims were rejected this year',
    'approval_figures',
    { measure: 'rate', kind: 'expense-claim', ...YEAR },
  ],
  ['approval rate by kind', 'approval_figures', { measure: 'rate', groupBy: 'kind' }],
  ['approval rate of Kavita', 'approval_figures', { measure: 'rate', person: 'Kavita Iyer' }],
  ['my win rate', 'deal_totals', { measure: 'win-rate', owner: 'Rohan Desai' }],
  ['win rate by rep this year', 'deal_totals', { measure: 'win-rate', groupBy: 'owner', ...YEAR }],
])('“%s” is a rate that a tool reckons', (text, name, args) => {
  expect(calls(text)).toEqual([{ name, args }]);
});

test.each<[string, string, Record<string, unknown>]>([
  ['how many requests did I approve this year', 'approval_figures', { approver: 'me', ...YEAR }],
  [
    'how many did Kavita approve this year',
    'approval_figures',
    { approver: 'Kavita Iyer', ...YEAR },
  ],
  ['approvals by Kavita this year', 'approval_figures', { approver: 'Kavita Iyer', ...YEAR }],
  ['how many of my requests were approved', 'approval_figures', { who: 'me' }],
  [
    'how many requests has my team raised this year',
    'approval_figures',
    { who: 'my-team', ...YEAR },
  ],
  [
    'how many requests did Asha raise this year',
    'approval_figures',
    { person: 'Asha Pillai', ...YEAR },
  ],
  ['expenses of my department this year', 'expense_totals', { department: 'Sales', ...YEAR }],
  ['who heads my department', 'find_people', { department: 'Sales', role: 'department-head' }],
  ['what is my department', 'who_am_i', {}],
  ['what is waiting for me', 'approvals_waiting', { on: 'me' }],
  ['how many CL are pending with me', 'leave_balance', { who: 'me', type: 'casual' }],
  ['when is my next leave', 'leave_requests', { who: 'me', from: '2026-11-29' }],
  ['how many leaves were rejected this year', 'leave_requests', { status: 'rejected', ...YEAR }],
  ['leave of consultant2 this year', 'leave_taken', { person: 'consultant2', ...YEAR }],
  ['was my leave approved', 'leave_requests', { who: 'me' }],
  ['who has the most leave left', 'leave_balance', { orderBy: 'highest' }],
  ['when did Karan join', 'find_people', { name: 'Karan Malhotra' }],
  ['who joined most recently', 'find_people', { orderBy: 'date' }],
  ['list all managers', 'find_people', { role: 'manager' }],
  ['how many people report to Rohan', 'reporting_line', { person: 'Rohan Desai' }],
  ['can I claim alcohol', 'expense_policy', {}],
  ['which of my claims are stuck', 'expense_claims', { who: 'me', status: 'pending' }],
  [
    'how many claims did Asha submit this year',
    'expense_claims',
    { person: 'Asha Pillai', ...YEAR },
  ],
  [
    'departments with the highest expenses',
    'expense_totals',
    { groupBy: 'department', orderBy: 'highest' },
  ],
  [
    'claims pending for more than 7 days',
    'approvals_waiting',
    { on: 'anyone', kind: 'expense-claim', olderThanDays: 7 },
  ],
  ['open advances', 'advances', { status: 'open' }],
  ['open claims', 'expense_claims', { status: 'pending' }],
  ['who owes us the most', 'receivables', { groupBy: 'customer' }],
  ['overdue invoices by customer', 'receivables', { groupBy: 'customer' }],
  ['invoice total by month', 'invoices', { groupBy: 'month' }],
  ['largest invoice this year', 'invoices', { orderBy: 'amount', ...YEAR }],
  [
    'invoices due in December 2026',
    'invoices',
    { status: 'open', dueFrom: '2026-12-01', dueTo: '2026-12-31' },
  ],
  [
    'which customer gave us the most business this year',
    'deal_totals',
    { groupBy: 'customer', stage: 'won', orderBy: 'highest', ...YEAR },
  ],
  [
    'how much did the team sell this year',
    'deal_totals',
    { who: 'my-team', stage: 'won', ...YEAR },
  ],
  ['forecast of this year', 'deal_totals', { stage: 'open', ...YEAR }],
  [
    'projects that went live this year',
    'projects',
    { liveFrom: '2026-01-01', liveTo: '2026-12-31' },
  ],
  [
    'who is working on Dealer portal',
    'timesheet_hours',
    { project: 'Dealer portal', groupBy: 'person' },
  ],
  ['what did Karan work on this year', 'timesheet_hours', { person: 'Karan Malhotra', ...YEAR }],
  ['billable vs non billable hours this year', 'timesheet_hours', YEAR],
  [
    'who in my team took the least leave this year',
    'leave_taken',
    { who: 'my-team', groupBy: 'person', orderBy: 'lowest', ...YEAR },
  ],
  [
    'which month had the highest expenses this year',
    'expense_totals',
    { groupBy: 'month', orderBy: 'highest', ...YEAR },
  ],
  [
    'which kind has the highest rejection rate',
    'approval_figures',
    { measure: 'rate', groupBy: 'kind', orderBy: 'lowest' },
  ],
  [
    'leave taken by team except casual leave this year',
    'leave_taken',
    { who: 'my-team', exceptTypes: ['casual'], ...YEAR },
  ],
  ['revenue by project manager', 'project_totals', { groupBy: 'manager', measure: 'revenue' }],
  [
    'projects of Deccan Motors not closed',
    'projects',
    { customer: 'Deccan Motors', exceptStatuses: ['closed'] },
  ],
  ['pending purchase orders', 'approvals_waiting', { on: 'me', kind: 'purchase-order' }],
  ['how many requests are pending with me', 'approvals_waiting', { on: 'me' }],
  ['when is Diwali', 'holidays', {}],
  ['how many people are in my team', 'count_people', { who: 'my-team' }],
  [
    'who in my team is out today',
    'who_is_out',
    { who: 'my-team', from: '2026-11-29', to: '2026-11-29' },
  ],
])('“%s” is read whole', (text, name, args) => {
  expect(calls(text)).toEqual([{ name, args }]);
});

test.each([
  ['revenue this year vs last year', 'profit_and_loss', ['2026-01-01', '2025-01-01']],
  ['leave taken this year vs last year', 'leave_taken', ['2026-01-01', '2025-01-01']],
  ['expenses last month and the month before', 'expense_totals', ['2026-10-01', '2026-09-01']],
])('“%s” is a call for each time', (text, name, starts) => {
  const made = calls(text);
  expect(made.map((call) => [call.name, call.args.from])).toEqual(
    starts.map((from) => [name, from]),
  );
});

test.each([
  ['how much did I claim vs my teammate Vikram', 'person'],
  ['my deals vs Vikram this year', 'owner'],
  ['what is waiting on me and Vikram', 'waitingOn'],
])('“%s” is of both', (text, argument) => {
  expect(calls(text).map(({ args }) => args[argument])).toEqual(['me', 'Vikram Joshi']);
});

test('won and lost side by side are two calls', () => {
  const made = calls('how many deals did I win vs lose this year');
  expect(made.map(({ args }) => args.stage)).toEqual(['won', 'lost']);
});
