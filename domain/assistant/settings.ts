import type { Role } from '../roles';
import type { AssistantSettings } from '../wire/assistant-threads';
import { TOOL_DEFINITIONS } from './tools/definitions';

/** What admins have set of one tool. */
export type ToolSetting = Pick<
  AssistantSettings['tools'][number],
  'name' | 'offFor' | 'hiddenFields'
>;

/** Columns that can be kept from a role: amounts. */
const FIELDS: Record<string, Record<string, string>> = {
  expense_claims: { amount: 'Amount' },
  expense_totals: { amount: 'Amount' },
  advances: { amount: 'Amount', settled: 'Settled', returned: 'Returned', open: 'Open' },
  invoices: { total: 'Amount', open: 'Open' },
  receivables: { total: 'Open', overdue: 'Of it overdue' },
  budget_use: { amount: 'Budget', spent: 'Spent', left: 'Left' },
  profit_and_loss: { amount: 'Amount' },
  project_pnl: { amount: 'Amount' },
  deals: { amount: 'Amount' },
  deal_totals: { amount: 'Amount' },
  incentives: { payable: 'To be paid', carried: 'Carried forward' },
};

/** Every tool with what is set of it, for the settings page. */
export function describeTools(set: ToolSetting[]): AssistantSettings['tools'] {
  return TOOL_DEFINITIONS.map(({ name, title }) => {
    const found = set.find((setting) => setting.name === name);
    return {
      ...{ name, title },
      fields: Object.entries(FIELDS[name] ?? {}).map(([key, label]) => ({ key, label })),
      offFor: found?.offFor ?? [],
      hiddenFields: found?.hiddenFields ?? [],
    };
  });
}

/** Whether somebody may use a tool: any of their roles is enough. */
export function isEnabled(set: ToolSetting[], roles: Role[], tool: string): boolean {
  const offFor = set.find(({ name }) => name === tool)?.offFor ?? [];
  return roles.some((role) => !offFor.includes(role));
}

/** The columns kept from somebody, as `tool.column`: those that all their roles do without. */
export function hiddenFieldsOf(set: ToolSetting[], roles: Role[]): Set<string> {
  const isHidden = (hidden: ToolSetting['hiddenFields'], field: string) =>
    roles.every((role) => hidden.some((one) => one.role === role && one.field === field));
  return new Set(
    set.flatMap(({ name, hiddenFields }) =>
      hiddenFields
        .filter(({ field }) => isHidden(hiddenFields, field))
        .map(({ field }) => `${name}.${field}`),
    ),
  );
}

/** What is wrong with settings of tools, by path. */
export function toolSettingProblems(tools: ToolSetting[]): { path: string; message: string }[] {
  return tools.flatMap(({ name, hiddenFields }, at) => [
    ...(TOOL_DEFINITIONS.some((tool) => tool.name === name)
      ? []
      : [{ path: `tools.${at}.name`, message: 'There is no such tool' }]),
    ...hiddenFields.flatMap(({ field }, index) =>
      FIELDS[name]?.[field]
        ? []
        : [{ path: `tools.${at}.hiddenFields.${index}.field`, message: 'There is no such column' }],
    ),
  ]);
}
