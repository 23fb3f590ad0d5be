import type { Plan } from '../plan';
import type { Role } from '../../roles';

const LEAVE = ['leave_balance', 'leave_taken', 'leave_requests', 'leave_policy', 'who_is_out'];
const APPROVALS = ['approvals_waiting', 'approval_figures'];
const PROJECT_MONEY = ['project_pnl', 'project_totals'];

/** Nouns that say what a question is about, and the tools that tell of it. They weigh more than how it is asked. */
const SUBJECTS: [words: RegExp, tools: string[]][] = [
  [/\b(?:incentive|commission|bonus|bonuse|payout|variable pay)\b/, ['incentives', ...APPROVALS]],
  [
    /\b(?:leave|day off|time off|vacation|pto)\b/,
    [...LEAVE, ...APPROVALS, 'holidays', 'find_people'],
  ],
  [/\b(?:invoice|receivable)\b/, ['invoices', 'receivables']],
  [/\b(?:deal|opportunity|pipeline)\b/, ['deals', 'deal_totals', 'incentives']],
  [
    /\b(?:claim|expense|reimbursement)\b/,
    [
      'expense_claims',
      'expense_totals',
      'expense_policy',
      'budget_use',
      'project_pnl',
      'profit_and_loss',
      ...APPROVALS,
    ],
  ],
  [/\b(?:timesheet|billable)\b/, ['timesheet_hours', ...APPROVALS]],
  [/\bmargin\b/, PROJECT_MONEY],
  [/\b(?:revenue|turnover)\b/, [...PROJECT_MONEY, 'profit_and_loss', 'deal_totals']],
  [/\bbudget\b/, ['budget_use', ...PROJECT_MONEY]],
  [/\bheadcount\b/, ['count_people']],
  [/\badvance\b/, ['advances', ...APPROVALS]],
];

/** What speaks against a tool that does not tell of what a question names. */
const ELSEWHERE = -4;

/** What the subject of a question says against a tool. @param text plain, with marks for names */
export function againstSubject(text: string, tool: string): number {
  if (tool === 'search_chat') return 0;
  const tools = SUBJECTS.flatMap(([words, of]) => (words.test(text) ? of : []));
  return tools.length === 0 || tools.includes(tool) ? 0 : ELSEWHERE;
}

const CHAT = /\b(?:chat|message|conversation|wrote|said|mention|mentioned|discussed)\b/;
const BANK =
  /\bbank\b|\bcash (?:balance|position|in hand|at hand|on hand|flow|left|available)\b|\b(?:how much|our|the|much) cash\b|^cash\b(?! advance)/;

/** What there is a page of and no tool: the bank. Who may not see it is told whom to ask. */
export function withoutTool(text: string, roles: Role[]): Plan | undefined {
  if (!BANK.test(text) || CHAT.test(text)) return undefined;
  const may = roles.includes('finance') || roles.includes('admin');
  if (!may)
    return {
      kind: 'unknown',
      text: 'Cash and bank balances are shown to finance alone. Ask somebody there.',
    };
  return {
    kind: 'proposal',
    text: 'I do not read the balance of the bank. Its page shows it, as of any day.',
    proposal: { label: 'Open the bank', href: '/finance/bank' },
  };
}
