import type { Me } from '../../../domain/wire/common';
import { holdsAny } from '../../lib/session';

const OWN = [
  'How much leave do I have left?',
  'My expense claims this month',
  'Who is out next week?',
  'What waits for my approval?',
];
const TEAM = [
  'Leave taken by my team this year, per person',
  'Expenses of my team by category this quarter',
];
const MONEY = ['Overdue invoices', 'Receivables by customer'];
const PROJECTS = ['Margin by project this year', 'Hours per project last month'];
const PEOPLE = ['How many people are there by department?', 'Who joined this year?'];
const SALES = ['Open deals above 5 lakh', 'Deals by stage'];

const MOST = 6;

/** Questions to begin with: of one's part first, then what everybody asks. */
export function samplesFor(me: Me): string[] {
  const ofPart = [
    ...(holdsAny(me, 'finance', 'admin') ? MONEY : []),
    ...(holdsAny(me, 'hr', 'admin') ? PEOPLE : []),
    ...(holdsAny(me, 'manager', 'department-head') ? TEAM : []),
    ...(holdsAny(me, 'project-manager') ? PROJECTS : []),
    ...(me.department?.kind === 'sales' ? SALES : []),
  ];
  return [...ofPart.slice(0, MOST - 2), ...OWN].slice(0, MOST);
}
