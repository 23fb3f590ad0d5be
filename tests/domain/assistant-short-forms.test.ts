import fc from 'fast-check';
import type { PlanContext } from '../../domain/assistant/plan';
import { planQuestion } from '../../domain/assistant/planner/plan-question';
import { longForm } from '../../domain/assistant/planner/short-forms';

const CONTEXT: PlanContext = {
  today: '2026-11-20',
  roles: ['manager', 'finance'],
  before: [],
  lexicon: {
    self: 'Rohan Desai',
    people: ['Rohan Desai', 'Asha Pillai', 'Cat Bal'],
    departments: ['Sales', 'Consulting'],
    projects: ['Dealer portal', 'Exp desk'],
    customers: ['Malabar Foods'],
    expenseCategories: ['Travel', 'Meals', 'Lodging', 'Supplies', 'Training', 'Other'],
    leaveTypes: ['Casual leave', 'Sick leave', 'Earned leave'],
  },
};
const plan = (text: string) => planQuestion(text, CONTEXT);

test.each([
  ['CL left pls', 'How many days of casual leave are left?'],
  ['my total reimb this yr', 'My total reimbursements this year'],
  ['hrs projectwise last mth', 'Hours by project last month'],
  ['dept wise employee count', 'Employee count by department'],
  ['which all invocies are overdue', 'Which invoices are overdue?'],
  ['claims abv 20k kindly share', 'Claims above 20k'],
  ['no of reqs monthwise 2026', 'Number of requests by month in 2026'],
  ['expenses 2026 vs 2025', 'Expenses in 2026 compared to last year'],
  ['my incentive for Jul-Sep 2026', 'My incentive from July to September 2026'],
  ['msgs abt forecast', 'Messages about forecast'],
])('“%s” is read as “%s”', (typed, whole) => {
  expect(plan(typed)).toEqual(plan(whole));
  expect(plan(typed).kind).toBe('calls');
});

test('what is short for a word in one place is a name in another', () => {
  expect(plan('How much did Cat Bal spend in 2026?')).toMatchObject({
    calls: [{ name: 'expense_totals', args: { person: 'Cat Bal' } }],
  });
  expect(plan('What is the margin of Exp desk?')).toMatchObject({
    calls: [{ name: 'project_pnl', args: { project: 'Exp desk' } }],
  });
  // Written as a name, of nobody that one may see: passed on, never left out.
  expect(plan('How much did Bal spend in 2026?')).toMatchObject({
    calls: [{ args: { person: expect.stringMatching(/bal/i) as string } }],
  });
});

test('two figures that are asked for at once are no conversation of two people', () => {
  expect(plan('What is the profit and budget of a project?').kind).not.toBe('refused');
  expect(plan('What did Asha and Cat discuss yesterday?').kind).toBe('refused');
});

test('a long form is made of no short one', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{2,6}$/), (word) => {
      const long = longForm(word) ?? '';
      expect(long.split(' ').filter((part) => part !== '' && longForm(part))).toEqual([]);
    }),
  );
  expect(longForm('constructor')).toBeUndefined();
});
