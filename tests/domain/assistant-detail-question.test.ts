import { detailQuestion, type Detail } from '../../domain/assistant/detail-question';
import type { PlanContext } from '../../domain/assistant/plan';
import { planQuestion } from '../../domain/assistant/planner/plan-question';

const CONTEXT: PlanContext = {
  today: '2026-11-29',
  roles: ['admin'],
  before: [],
  lexicon: {
    self: 'Meera Nair',
    people: ['Asha Pillai', 'Vikram Joshi', 'Meera Nair'],
    departments: ['Sales', 'Human Resources'],
    projects: ['Dealer portal'],
    customers: [],
    expenseCategories: ['Travel', 'Meals', 'Other'],
    leaveTypes: ['Casual leave', 'Earned leave'],
  },
};
const DAYS = { from: '2026-04-01', to: '2026-04-30' };

test.each<[Detail, string, Record<string, unknown>]>([
  [{ of: 'expense claims' }, 'expense_claims', {}],
  [
    {
      of: 'expense claims',
      person: 'Asha Pillai',
      category: 'travel',
      status: 'approved',
      ...DAYS,
    },
    'expense_claims',
    { person: 'Asha Pillai', category: 'travel', status: 'approved', ...DAYS },
  ],
  [{ of: 'expense claims', category: 'other' }, 'expense_claims', { category: 'other' }],
  [
    { of: 'expense claims', who: 'me', status: 'pending' },
    'expense_claims',
    { who: 'me', status: 'pending' },
  ],
  [
    { of: 'expense claims', who: 'my-team', department: 'Sales' },
    'expense_claims',
    { who: 'my-team', department: 'Sales' },
  ],
  [
    { of: 'expense claims', department: 'Human Resources', from: '2026-04-01' },
    'expense_claims',
    { department: 'Human Resources', from: '2026-04-01' },
  ],
  [
    { of: 'expense claims', to: '2026-04-30' },
    'expense_claims',
    { from: '2000-01-01', to: '2026-04-30' },
  ],
  [
    { of: 'leave', type: 'Casual leave', status: 'approved', person: 'Asha Pillai', ...DAYS },
    'leave_requests',
    { type: 'casual', status: 'approved', person: 'Asha Pillai', ...DAYS },
  ],
  [
    { of: 'hours worked', person: 'Asha Pillai', by: 'week', ...DAYS },
    'timesheet_hours',
    { person: 'Asha Pillai', groupBy: 'week', ...DAYS },
  ],
  [
    { of: 'hours worked', who: 'me', project: 'Dealer portal', by: 'week' },
    'timesheet_hours',
    { who: 'me', project: 'Dealer portal', groupBy: 'week' },
  ],
  [
    { of: 'hours worked', who: 'my-team', billable: true, by: 'person', ...DAYS },
    'timesheet_hours',
    { who: 'my-team', billable: true, groupBy: 'person', ...DAYS },
  ],
  [
    { of: 'people', role: 'manager', department: 'Sales' },
    'find_people',
    { role: 'manager', department: 'Sales' },
  ],
  [{ of: 'people', ...DAYS }, 'find_people', { joinedFrom: DAYS.from, joinedTo: DAYS.to }],
  [
    { of: 'people', department: 'Sales', ...DAYS },
    'find_people',
    { department: 'Sales', joinedFrom: DAYS.from, joinedTo: DAYS.to },
  ],
])('a question for the records behind a figure is read as just that: %j', (detail, name, args) => {
  const plan = planQuestion(detailQuestion(detail), CONTEXT);
  expect(plan).toEqual({ kind: 'calls', calls: [{ name, args }] });
});
