import type { PlanContext } from '../plan';
import type { ToolCall } from '../tool';
import { mayCall } from './help';
import type { Slots } from './slots';

const REPORT =
  /\breports?\b(?! to\b)|\breporting\b(?! (?:line|to|manager|chain|structure))|\b(?:overview|summary|performance|dashboard)\b|\bhow (?:is|are|did|ha|has) .*\b(?:doing|do|perform|performing|performed)\b/;
/** What a report can be about that a tool of its own tells of. */
const OF_ITS_OWN =
  /\b(?:leave|expense|claim|spend|spending|spent|hour|timesheet|deal|pipeline|incentive|commission|invoice|receivable|ageing|aging|budget|approval|request|holiday|headcount|people|employee|profit|margin|revenue|advance|direct|who|message|chat|absence)\b|@project|@customer|@person/;

/**
 * What the house has about a department, or about the asker's team, for "consulting reports": what its projects earn and cost
 * for who may see that, and what its people spent. Undefined for any other question.
 */
export function reportOf(
  { text, names, who, span }: Slots,
  { roles }: PlanContext,
): ToolCall[] | undefined {
  if (!REPORT.test(text) || OF_ITS_OWN.test(text)) return undefined;
  const { department } = names;
  if (department !== undefined) {
    const of = { department, ...span };
    const projects: ToolCall = { name: 'project_totals', args: { ...of, measure: 'revenue' } };
    const spent: ToolCall = { name: 'expense_totals', args: of };
    return mayCall('project_totals', roles) ? [projects, spent] : [spent];
  }
  if (who !== 'my-team') return undefined;
  const of = { who: 'my-team', ...span };
  return [
    { name: 'expense_totals', args: { ...of, groupBy: 'person' } },
    { name: 'leave_taken', args: { ...of, groupBy: 'person' } },
  ];
}
