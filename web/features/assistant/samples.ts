import { toolsFor } from '../../../domain/assistant/planner/help';
import type { Role } from '../../../domain/roles';
import type { Me } from '../../../domain/wire/common';

const MOST = 6;
/** By which tools the questions of a part are answered. */
const OF_PART: [role: Role, tools: string[]][] = [
  ['finance', ['receivables', 'invoices', 'profit_and_loss', 'expense_totals']],
  ['admin', ['approval_figures', 'receivables', 'expense_totals', 'count_people']],
  ['hr', ['count_people', 'who_is_out', 'find_people', 'approval_figures']],
  ['department-head', ['budget_use', 'expense_totals', 'project_totals', 'who_is_out']],
  ['project-manager', ['project_totals', 'timesheet_hours', 'projects']],
  ['manager', ['who_is_out', 'approvals_waiting', 'expense_totals']],
];
const OF_SALES = ['deals', 'deal_totals', 'incentives'];
const OF_EVERYBODY = [
  'leave_balance',
  'who_is_out',
  'expense_claims',
  'holidays',
  'leave_requests',
];
/** Something to be done, which opens as a form. */
const WISH = 'Apply for leave next Monday';

/** Questions to begin with, each answered by a tool one may call: those of one's part first, a wish at the end. */
export function samplesFor({ roles, department }: Pick<Me, 'roles' | 'department'>): string[] {
  const [, ofPart = []] = OF_PART.find(([role]) => roles.includes(role)) ?? [];
  const ofSales = department?.kind === 'sales' ? OF_SALES : [];
  const may = new Map(toolsFor(roles).map(({ name, example }) => [name, example]));
  const wanted = [...new Set([...ofPart, ...ofSales, ...OF_EVERYBODY])];
  return [...wanted.flatMap((name) => may.get(name) ?? []).slice(0, MOST - 1), WISH];
}
