import type { Role } from '../../roles';
import type { ToolDefinition } from '../tool';
import { TOOL_DEFINITIONS } from '../tools/definitions';

/** Tools that answer for some roles alone; the others answer for everybody, each for what they may see. */
const FOR_ROLES: Record<string, Role[]> = {
  invoices: ['finance', 'admin'],
  receivables: ['finance', 'admin'],
  profit_and_loss: ['finance', 'admin'],
  budget_use: ['finance', 'admin', 'department-head'],
  project_pnl: ['finance', 'admin', 'department-head', 'project-manager'],
  project_totals: ['finance', 'admin', 'department-head', 'project-manager'],
};

/** The tools somebody may call, by their roles. */
export function toolsFor(roles: Role[]): ToolDefinition[] {
  return TOOL_DEFINITIONS.filter(({ name }) => {
    const wanted = FOR_ROLES[name];
    return !wanted || wanted.some((role) => roles.includes(role));
  });
}

/** Whether a tool tells somebody of these roles anything at all. */
export const mayCall = (tool: string, roles: Role[]): boolean =>
  toolsFor(roles).some(({ name }) => name === tool);

const FIRST: Partial<Record<Role, string[]>> = {
  finance: ['receivables', 'invoices', 'profit_and_loss'],
  admin: ['approval_figures', 'expense_totals', 'receivables'],
  hr: ['who_is_out', 'count_people', 'leave_taken'],
  'department-head': ['budget_use', 'expense_totals', 'who_is_out'],
  'project-manager': ['project_totals', 'timesheet_hours', 'approvals_waiting'],
  manager: ['who_is_out', 'approvals_waiting', 'expense_totals'],
};
const FOR_EVERYBODY = ['leave_balance', 'expense_claims', 'holidays'];

/** Three questions that somebody may ask, each answered by a tool they may call. */
export function examplesFor(roles: Role[]): string[] {
  const first = (Object.keys(FIRST) as Role[]).find((role) => roles.includes(role));
  const wanted = [...((first && FIRST[first]) ?? []), ...FOR_EVERYBODY].slice(0, 3);
  const may = toolsFor(roles);
  return wanted.flatMap((name) => may.find((tool) => tool.name === name)?.example ?? []);
}

/** What is said of a question that was not understood. */
export const helpText = (roles: Role[]): string =>
  `I did not understand that. ${whatIAnswer(roles)}`;

/** What may be asked, with examples. */
export function whatIAnswer(roles: Role[]): string {
  const examples = examplesFor(roles).map((example) => `“${example}”`);
  return [
    'I answer questions about leave, expenses, approvals, projects, hours, deals, incentives, invoices, people and your conversations.',
    `For example: ${examples.join(' ')}`,
  ].join(' ');
}
