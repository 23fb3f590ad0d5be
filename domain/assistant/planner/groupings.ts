/** What rows can be added up by, and how people say it; the names are those of the tools. */
const DIMENSIONS: [string[], string][] = [
  [['approver'], 'approver|decider'],
  [
    ['joined-month'],
    '(?:joining|joined|hiring) month|month of (?:joining|hire|hiring)|joining date',
  ],
  [['channel'], 'channel|medium'],
  [['step'], 'step'],
  [['grade'], 'grade|level|band'],
  [['location'], 'location|city|office|place|site'],
  [['age'], 'age|ageing|aging|bucket|age bucket|how old|overdue bucket'],
  [['stage', 'status'], 'stage'],
  [['status'], 'status|state|outcome'],
  [['customer'], 'customer|client|account'],
  [['project'], 'project(?! manager)'],
  [['owner', 'person'], 'owner|seller|rep|salesperson|sale rep|sale person'],
  [['manager'], '(?:project )?manager|reporting manager|lead'],
  [['department'], 'department|team(?! member)|division|unit'],
  [['role'], 'role|job|designation'],
  [['month'], 'month|monthly|calendar month'],
  [['week'], 'week|weekly'],
  [
    ['person', 'owner', 'approver'],
    'person|people|employee|spender|colleague|member|team member|head|individual|reportee|consultant|user|name|everyone|who',
  ],
  [['type', 'category', 'kind'], 'type|leave type|sort'],
  [['category', 'type', 'kind'], 'category|expense type|expense category'],
  [['kind', 'type'], 'kind|request type|type of request|kind of request'],
];

/** The words of dimensions. */
export const DIMENSION_WORDS = DIMENSIONS.map(([, words]) => words);

const BY =
  '(?:by|per|for each|for every|each|every|across|split by|grouped by|broken down by|breakdown by|in each|of each|from each|to each)';

/**
 * By what a question wants figures added up: the dimensions as the tools call them, the likeliest first.
 * @param text of plain words in the singular, without names and periods
 */
export function readGroupings(text: string): string[] {
  const of = (pattern: (words: string) => string) =>
    DIMENSIONS.find(([, words]) => new RegExp(pattern(words)).test(text))?.[0];
  return (
    of((words) => `\\b(?:top|biggest|best|worst)(?: \\d+)? (?:${words})\\b`) ??
    of((words) => `\\b${BY} (?:the |all )?(?:${words})(?!\\w)`) ??
    of((words) => `\\b(?:on|for|to|with|in) (?:which|what) (?:${words})\\b`) ??
    SINGLE_WORDS.find(([words]) => words.test(text))?.[1] ??
    superlative(text, of) ??
    []
  );
}

/** What says a grouping without "by". */
const SINGLE_WORDS: [RegExp, string[]][] = [
  [/\b(?:each|every)(?: one)? of (?:my|our|the|them)\b/, ['person']],
  [/\bevery(?:one|body) (?:in|of|on) (?:my|our|the)\b/, ['person']],
  [/^who .*\bwork(?:ing|ed|s)? (?:on|for) @project|^who (?:is|are) on @project/, ['person']],
  [/\bage?ing\b|\bhow old\b|\bage bucket\b|\bbucket\b/, ['age']],
  [/\bmonthly\b|\bmonth on month\b|\bover time\b|\btrend\b/, ['month']],
  [/\bweekly\b/, ['week']],
];

const MOST =
  /\b(most|highest|largest|biggest|least|lowest|top|best|worst|smallest|maximum|rank|ranked|busiest|fewest|slowest|fastest)\b/;

/** "Which category costs most", "who spent the most", "top 3 customers". */
function superlative(
  text: string,
  of: (pattern: (words: string) => string) => string[] | undefined,
): string[] | undefined {
  if (!MOST.test(text)) return undefined;
  if (/^(?:and )?who\b/.test(text)) return ['person', 'owner', 'approver', 'customer'];
  return (
    of((words) => `\\b(?:which|what) (?:${words})\\b`) ??
    of(
      (words) =>
        `^(?:list |show |the |all |name )*(?:${words}) (?:with|that|who|having|by) .*${MOST.source}`,
    ) ??
    of(
      (words) =>
        `\\b(?:top|biggest|largest|best|worst|rank|highest|lowest|bottom)(?: \\d+)? (?:${words})\\b`,
    )
  );
}
