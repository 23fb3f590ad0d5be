import { planQuestion } from '../../domain/assistant/planner/plan-question';
import { phraseUnread } from '../../domain/assistant/phrase';
import type { Lexicon, Plan, PlanContext } from '../../domain/assistant/plan';

const LEXICON: Lexicon = {
  self: 'Rohan Desai',
  people: ['Rohan Desai', 'Asha Pillai', 'Vikram Joshi', 'Divya Nair', 'Zoë Müller'],
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
const plan = (text: string): Plan => planQuestion(text, CONTEXT);

test.each([
  ['claims not approved', 'not approved'],
  ['claims approved but not paid', 'not paid'],
  ['who has never taken leave', 'never taken'],
  ['invoices that are not overdue', 'not overdue'],
  ['deals not won', 'not won'],
  ['people not in sales', 'not in Sales'],
  ['who is out next week except Vikram', 'except'],
  ['expenses of everyone except Sales', 'except'],
  ['projects without a go-live date', 'without'],
  ['deals except travel', 'except travel'],
])('“%s” denies something, and is not answered as if it did not', (text, said) => {
  const planned = plan(text);
  expect(planned).toMatchObject({ kind: 'unclear' });
  expect(JSON.stringify(planned)).toContain(said);
});

test.each([
  ['Which employees took more than 10 days of leave in 2026?', 'more than 10 days'],
  ['employees who took more than 10 days leave this year', 'more than 10 days'],
  ['projects with margin below 20%', 'below 20 percent'],
  ['invoices overdue by more than 30 days', 'more than 30 days'],
  ['unpaid invoices older than 60 days', 'older than 60 days'],
  ['claims over 10k and over 20k', 'over 20k'],
  ['sick leave longer than 3 days', 'longer than 3 days'],
  ['more than 3 approvals pending', 'more than 3 approvals'],
  ['did we spend more than 5 lakh on travel in 2026', 'more than 5 lakh'],
  ['claims twice as high as last year', 'twice'],
  // Averages of something else than single amounts, or of two times.
  ['average expense per employee this year', 'average'],
  ['average number of deals per rep', 'average'],
  ['average deals per month', 'average'],
  ['average time to close a deal', 'average'],
  ['average monthly spend', 'average'],
  ['average hours per week', 'average'],
  ['average length of leave per employee', 'average'],
  ['average leave balance per employee', 'average'],
  ['average deal size this year vs last year', 'average'],
  ['median claim amount', 'median'],
  ['share of travel in my expenses', 'share'],
  ['win rate this year vs last year', 'win rate'],
  ['approval rate by department', 'by department'],
  ['hours by department last month', 'by department'],
  ['leave taken by grade this year', 'by grade'],
  ['biggest advance', 'biggest'],
  ['longest leave this year', 'longest'],
  ['which projects are over budget', 'over budget'],
  ['claims approved by Asha', 'approved by Asha'],
  ['who approved my last leave', 'who approved'],
  ['budget of sales this year', 'this year'],
  ['budget of sales and consulting this year', 'this year'],
  ['leave taken on mondays', 'mondays'],
  ['headcount of consulting last year', 'last year'],
  ['who left in 2025', 'in 2025'],
  ['what did we spend on hotels in Mumbai', 'mumbai'],
  ['claims of 5000', '5000'],
  ['departments over budget', 'over budget'],
])('“%s” has a bound, a unit or a reckoning that is not read: it says so', (text, said) => {
  const planned = plan(text);
  expect(planned).toMatchObject({ kind: 'unclear' });
  expect(JSON.stringify(planned).toLowerCase()).toContain(said.toLowerCase());
});

test.each([
  'claims not approved',
  'average deal size this year vs last year',
  'projects with margin below 20%',
  'budget of sales this year',
])('what is offered instead of “%s” is answered whole', (text) => {
  const planned = plan(text);
  if (planned.kind !== 'unclear') throw new Error(JSON.stringify(planned));
  expect(planned.options.length).toBeGreaterThan(0);
  for (const option of planned.options) {
    const answered = plan(option);
    expect({ option, kind: answered.kind }).toEqual({ option, kind: 'calls' });
    expect(answered).not.toHaveProperty('unread');
  }
});

test.each([
  ['deals in the automotive sector', ['automotive sector']],
  ['which claims were paid', ['paid']],
  ['travel expenses in cash this year', ['cash']],
  ['how many deals were won on weekends', ['weekends']],
  ['oldest pending claim', ['oldest']],
  ['projects on hold', ['hold']],
  ['deals lost last quarter and why', ['why']],
])('“%s” is answered, and says that %j is not taken into account', (text, unread) => {
  expect(plan(text)).toMatchObject({ kind: 'calls', unread });
});

test('what is left out is said in a sentence before the answer', () => {
  expect(phraseUnread(['cash'])).toBe(
    'I could not read “cash”, so this does not take it into account.',
  );
  expect(phraseUnread(['cash', 'tax'])).toContain('“cash” and “tax”, so this does not take them');
});

test.each([
  ['claims not approved yet', 'expense_claims', { status: 'pending' }],
  ['unapproved claims', 'expense_claims', { status: 'pending' }],
  ['invoices not paid', 'invoices', { status: 'open' }],
  ['projects not yet started', 'projects', { status: 'planned' }],
  ['inactive people', 'find_people', { status: 'left' }],
  ['hours that are not billable', 'timesheet_hours', { billable: false }],
  ['who is not in today', 'who_is_out', { from: '2026-11-29' }],
  ['requests older than 5 days waiting for me', 'approvals_waiting', { olderThanDays: 5 }],
  ['what is waiting on Vikram', 'approvals_waiting', { waitingOn: 'Vikram Joshi' }],
  ['how many approvals are pending', 'approvals_waiting', { on: 'anyone' }],
  ['average approval time', 'approval_figures', {}],
])('“%s” is denied or bounded in a way that is kept', (text, name, args) => {
  const planned = plan(text);
  expect(planned).toMatchObject({ kind: 'calls', calls: [{ name, args }] });
  expect(planned).not.toHaveProperty('unread');
});

test.each([
  ['who earned the most incentive this year', 'incentives', { period: '2026', orderBy: 'amount' }],
  ['earned incentive of Vikram', 'incentives', { person: 'Vikram Joshi' }],
  ['earned leave balance of Vikram', 'leave_balance', { type: 'earned' }],
  ['deals under 20 lakh', 'deals', { maxAmount: 2_000_000 }],
  ['deals between 10 and 20 lakh', 'deals', { minAmount: 1_000_000, maxAmount: 2_000_000 }],
  ['claims over 10k but under 20k', 'expense_claims', { minAmount: 10_000, maxAmount: 20_000 }],
  ['how many people joined in 2022', 'count_people', { joinedFrom: '2022-01-01' }],
  ['how many people are managers', 'count_people', { role: 'manager' }],
  ['projects of Deccan Motors', 'projects', { customer: 'Deccan Motors' }],
  ['consulting projects', 'projects', { department: 'Consulting' }],
  ['which of my claims wait and on whom', 'approvals_waiting', { kind: 'expense-claim' }],
  ['revenue in 2025', 'profit_and_loss', { from: '2025-01-01', to: '2025-12-31' }],
  ['status of INV-2026-0041', 'invoices', { number: 'inv-2026-0041' }],
])('“%s” is about %s', (text, name, args) => {
  expect(plan(text)).toMatchObject({ kind: 'calls', calls: [{ name, args }] });
});

test('the balance of the bank is on its page for finance, and nowhere for others; it is no leave', () => {
  for (const text of ['cash balance today', 'bank balance'])
    expect(plan(text)).toMatchObject({ kind: 'proposal', proposal: { href: '/finance/bank' } });
  const employee = planQuestion('cash balance today', { ...CONTEXT, roles: ['employee'] });
  expect(employee).toMatchObject({ kind: 'unknown' });
  expect(JSON.stringify(employee)).toContain('finance alone');
});

test('two of two sorts are four calls, and more than four are not read', () => {
  const four = plan('how much did asha and vikram spend on meals and travel in 2026');
  expect(four).toMatchObject({ kind: 'calls' });
  expect(four.kind === 'calls' && four.calls).toHaveLength(4);
  expect(plan('leave taken by Asha, Vikram, Divya, Zoë and Rohan in 2026')).toMatchObject({
    kind: 'unclear',
  });
});

test.each([
  ['leave balance of Divya and Vikram', 'person', ['Divya Nair', 'Vikram Joshi']],
  ['expenses of sales and consulting in 2026', 'department', ['Consulting', 'Sales']],
  ['travel and meals expenses this year', 'category', ['travel', 'meals']],
  ['approved or rejected claims of 2026', 'status', ['approved', 'rejected']],
  ['incentives last two quarters', 'period', ['2026-Q2', '2026-Q3']],
  ['expenses march vs april', 'from', ['2026-03-01', '2026-04-01']],
])('“%s” is one call for each', (text, argument, values) => {
  const planned = plan(text);
  if (planned.kind !== 'calls') throw new Error(JSON.stringify(planned));
  const made = planned.calls.map(({ args }) => args[argument]);
  expect([...made].sort()).toEqual([...values].sort());
});
