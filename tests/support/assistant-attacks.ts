import type { ToolCall } from '../../domain/assistant/tool';
import { TOOLS } from '../../modules/assistant/tools/registry';

/** Without these a tool is not called at all. */
const NEEDED: Record<string, Record<string, unknown>> = {
  project_pnl: { project: 'zq' },
  profit_and_loss: { from: '2020-01-01', to: '2030-12-31' },
  search_chat: { text: 'zq' },
};
/** Arguments that take a text of anybody's choosing. */
const TEXTS: [tool: string, argument: string][] = [
  ['find_people', 'name'],
  ['find_people', 'manager'],
  ['reporting_line', 'person'],
  ['leave_balance', 'person'],
  ['leave_requests', 'person'],
  ['expense_claims', 'person'],
  ['expense_totals', 'department'],
  ['who_is_out', 'department'],
  ['projects', 'customer'],
  ['project_pnl', 'project'],
  ['deals', 'owner'],
  ['invoices', 'customer'],
  ['search_chat', 'text'],
];
const SPELLINGS = [
  ...['%', '_', '*', 'zq', "' OR 1=1 --", `x'; SET ROLE postgres; SELECT * FROM employee; --`],
  ...['a\u0000dmin', 'аdmin', '__proto__', '${principal.id}', '$1', '\\'],
];
/** What a model may make up to be somebody else. */
const forged = (victim: string): Record<string, unknown>[] => [
  ...[{ as_user: victim }, { userId: victim }, { role: 'admin' }, { scope: 'everyone' }],
  ...[{ tenant: '*' }, { principal: { id: victim, roles: ['admin'] } }],
  JSON.parse('{"__proto__": {"roles": ["admin"]}, "constructor": {}}') as Record<string, unknown>,
];

/** A call of each tool for all there is, split by person where it can be. */
export const plainCalls = (): ToolCall[] =>
  TOOLS.map(({ definition: { name, args } }) => {
    const groups = args.shape.groupBy as { options?: string[] } | undefined;
    const byPerson = groups !== undefined && ['leave_taken', 'expense_totals'].includes(name);
    return { name, args: { ...NEEDED[name], ...(byPerson ? { groupBy: 'person' } : {}) } };
  });

/**
 * What a model that is against us would call: the plain calls, other people's names, what should be read as a statement,
 * claims to be somebody else, what is no object at all, and tools there are not.
 */
export function attackCalls({ names, victim }: { names: string[]; victim: string }): ToolCall[] {
  const plain = plainCalls();
  return [
    ...plain,
    ...plain.map(({ name, args }) => ({ name, args: { ...args, who: 'all', limit: 50 } })),
    ...TEXTS.flatMap(([name, argument]) =>
      [...names, ...SPELLINGS].map((text) => ({
        name,
        args: { ...NEEDED[name], [argument]: text },
      })),
    ),
    ...plain.flatMap(({ name, args }) =>
      forged(victim).map((lie) => ({ name, args: { ...args, ...lie } })),
    ),
    ...plain.map(({ name }) => ({ name, args: '{"broken": ' as never })),
    ...plain.map(({ name }) => ({ name, args: [victim] as never })),
    ...['run_sql', 'query', 'toString', '__proto__', ''].map((name) => ({
      ...{ name, args: { sql: 'SELECT * FROM employee' } },
    })),
  ];
}
