import { planQuestion } from '../../domain/assistant/planner/plan-question';
import type { CalendarDate } from '../../domain/dates/calendar';
import { ROLES, type DepartmentKind, type Role } from '../../domain/roles';
import { samplesFor } from '../../web/features/assistant/samples';

const LEXICON = {
  self: 'Asha Rao',
  people: ['Asha Rao'],
  departments: ['Sales', 'Consulting'],
  projects: ['Dealer portal'],
  customers: ['Acme'],
  expenseCategories: ['meals', 'travel'],
  leaveTypes: ['casual', 'sick', 'earned'],
};

const parts = ROLES.flatMap((role) =>
  (['sales', 'consulting'] as const).map((kind): [Role, DepartmentKind] => [role, kind]),
);

test.each(parts)('what %s in %s is offered to ask is understood offline', (role, kind) => {
  const roles: Role[] = ['employee', role];
  const department = { id: '', name: '', kind };
  const samples = samplesFor({ roles, department });
  expect(new Set(samples).size).toBe(6);
  const context = { today: '2026-11-28' as CalendarDate, roles, lexicon: LEXICON, before: [] };
  const plans = samples.map((sample) => [sample, planQuestion(sample, context).kind]);
  expect(plans).toEqual(samples.map((sample, at) => [sample, at === 5 ? 'proposal' : 'calls']));
});

test('nobody is offered what only others may be told', () => {
  const department = { id: '', name: '', kind: 'sales' as const };
  const rep = samplesFor({ roles: ['employee'], department }).join(' ');
  expect(rep).not.toMatch(/owe us|invoices|profit|budget/);
  expect(rep).toMatch(/deals/);
});
