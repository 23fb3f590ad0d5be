import { HOW_MUCH, LIST, MONEY_OF_PROJECTS, MOST, type Intent, WIN_RATE } from './cue-words';

const PROJECT_INTENTS: Intent[] = [
  {
    tool: 'projects',
    cues: [
      [/\bproject\b|@project/, 3],
      [LIST, 1],
      [
        /\b(status|active|running|planned|live|go live|going live|closed|ongoing|of @department|@department project|how many|manage|managed|lead|run|for @customer|of @customer|do we have|going|state of)\b/,
        1,
      ],
      [MONEY_OF_PROJECTS, -2],
      [/\b(hour|timesheet|budget|deal)\b/, -2],
    ],
  },
  {
    tool: 'project_pnl',
    cues: [
      [/@project/, 3],
      [/^(?!.*(?:@project|\bproject\b))/, -4],
      [MONEY_OF_PROJECTS, 3],
      [/\b(budget|actual|spent|how (?:is|did) .* doing|financially)\b/, 3],
      [/\b(hour|timesheet)\b/, -3],
    ],
  },
  {
    tool: 'project_totals',
    cues: [
      [/\b(project|customer|client|manager|portfolio|engagement)\b|@customer/, 2],
      [MONEY_OF_PROJECTS, 3],
      [/\b(by|per|each|which|rank|highest|lowest|top|best|worst|most|least|all)\b/, 1],
      [
        /^(?!.*(?:\b(?:project|customer|client|manager|portfolio|engagement|margin)\b|@customer))/,
        -2,
      ],
      [/@project|\bprofit and loss\b|\bdeal\b|\binvoice\b|\bcompany\b/, -3],
      // What a department earns is what its projects do.
      [
        /@department.*\b(?:revenue|margin|profit|turnover)\b|\b(?:revenue|margin|profit|turnover)\b.*@department/,
        3,
      ],
    ],
  },
  {
    tool: 'timesheet_hours',
    cues: [
      [
        /\b(hour|timesheet|time sheet|billable|utilisation|utilization|time (?:spent|logged|booked|worked))\b/,
        5,
      ],
      [/\b(work|worked|log|logged|book|booked)\b/, 1.5],
      [
        /\bwho (?:is |are |ha |has |have |wa |was |were |all )*(?:been )?work(?:ing|ed|s)? (?:on|for) @project|\bwho (?:is|are) on @project|\bwhat (?:did|do|doe|does|is|are|ha|has|have|wa|was) (?:i|@person|my team|we) (?:been )?work(?:ing|ed)?\b/,
        6,
      ],
    ],
  },
];

const SALES_INTENTS: Intent[] = [
  {
    tool: 'deals',
    cues: [
      [/\b(deal|opportunity|pipeline|prospect)\b/, 3],
      [LIST, 1.5],
      [/\bstill (?:in play|open|alive|running|going)\b/, 1.5],
      [MOST, 2],
      [/@amount/, 2],
      [
        /\b(closing|close|slipped|stage|in negotiation|in proposal|owned|owner|with @customer|for @customer)\b/,
        1,
      ],
      [/\bhow (?:much|many)\b/, -1],
    ],
  },
  {
    tool: 'deal_totals',
    needs:
      /\b(?:deal|opportunity|pipeline|prospect|sale|sold|sell|selling|seller|won|win|lost|lose|booking|business|stage|owner|forecast|conversion|strike|hit)\b/,
    cues: [
      [/\b(deal|opportunity|pipeline|sale|sold|sell|won|win|lost|booking)\b/, 3],
      [HOW_MUCH, 2],
      [/\b(most|best|performance|top seller)\b/, 1],
      [
        /\b(?:most|more|how much|much) business\b|\bbusiness (?:from|with|won|of @customer|by)\b/,
        4,
      ],
      [/\bforecast\b/, 2.5],
      [WIN_RATE, 4],
      [/\b(by|per|each) (?:stage|owner|customer|month|seller|rep|client)\b/, 1.5],
      [
        /\b(incentive|commission|invoice|project|leave|expense|hour|people|who work|joined|employee|message|chat)\b/,
        -3,
      ],
    ],
  },
  {
    tool: 'incentives',
    cues: [[/\b(incentive|commission|bonus|payout|variable pay|bonuse)\b/, 5]],
  },
];

const FINANCE_INTENTS: Intent[] = [
  {
    tool: 'invoices',
    cues: [
      [/\b(invoice|invoiced|bill|billed|billing)\b/, 4],
      [LIST, 0.5],
      [/\b(overdue|unpaid|draft|settled|paid|sent|raised|issued)\b/, 1],
      [/@number/, 5],
      [
        /@customer .*\b(?:owe|owing|outstanding|due)\b|\b(?:owe|owed|owing|outstanding|due|receivable)\b.*@customer/,
        5,
      ],
      [/\b(aging|ageing)\b/, -2],
    ],
  },
  {
    tool: 'receivables',
    cues: [
      [
        /\b(owe|owed|owing|receivable|outstanding|debtor|ageing|aging|uncollected|to collect|still to be collected)\b/,
        4,
      ],
      [
        /\b(?:pending|due|to come|yet to come|to be received) from (?:our |the )?(?:customer|client)\b/,
        4,
      ],
      [/\b(customer|client|money)\b/, 1],
      [/\b(?:overdue|unpaid|outstanding|open|due)\b.* (?:by|per|each) (?:customer|client)\b/, 5],
      // What one customer owes is in their invoices.
      [/@customer/, -4],
      [/\b(advance|request|approval|task|leave|claim|inbox)\b/, -4],
    ],
  },
  {
    tool: 'budget_use',
    cues: [
      [/\bbudget\b/, 5],
      [/@project|\bproject\b/, -3],
    ],
  },
  {
    tool: 'profit_and_loss',
    cues: [
      [
        /\b(profit and loss|pnl|income statement|net income|net profit|operating profit|bottom line|company profit)\b/,
        4,
      ],
      [/\b(profit|loss|profitable|income and expense|make money|made money)\b/, 3],
      [
        /^(?:(?:the|our|total|company|what|is|was|how|much) )*(?:revenue|turnover|income)(?: (?:in|of|for|this|last|did|we|make|have))*(?: @period)?(?: @compared)?$/,
        4,
      ],
      [/\b(company|business|overall|netra|as a whole)\b|\bdid we\b/, 1.5],
      [/@project|@customer|\b(project|customer|client|margin|by manager|deal)\b/, -4],
    ],
  },
];

const OTHER_INTENTS: Intent[] = [
  {
    tool: 'who_am_i',
    cues: [
      [
        /\bwho am i\b|\bmy (?:role|grade|profile|department|job|designation|(?:reporting )?manager|boss|right|location|office)\b|\bwhen did i join\b|\bwhat (?:may|can) i see\b|\bi report to\b|\bdo i work\b|\bam i (?:in|from|part of|under)\b|\bwho (?:is|are) (?:my|above me)\b|\bam i signed in\b/,
        5,
      ],
      [/\bdo i report to\b/, 2],
      [/\b(waiting|request|leave|claim|expense|deal|project|spend|spent|approval|incentive)\b/, -4],
    ],
  },
  {
    tool: 'reporting_line',
    cues: [
      [
        /\b(report to|reporting to|reporting line|report directly|direct report|reportee|chain of command|hierarchy|superior|subordinate|reporting structure|org chart|reporting chain|reports to)\b/,
        5,
      ],
      [
        /\bmanager of @person\b|@person (?:manager|boss|superior|team|report)\b|\bwho (?:manage|lead|supervise)s? @person\b|\bwho (?:is|are) (?:in|on|below|under|above)\b|\bwho (?:doe|does) @person\b|\bunder @person\b/,
        4.5,
      ],
      [/\b(?:who )?report(?:s|ing)? to (?:me|@person)\b/, 1],
      [/\b(leave|expense|deal|hour|spent|claim|incentive|project)\b/, -3],
    ],
  },
  {
    tool: 'find_people',
    cues: [
      [/\bwho .*\bin (?:the )?@department/, 2],
      [
        /^(?:(?:list|show|who|is|are|name|all|the|our|every|of) )*(?:(?:project |department )?manager|department head|head|admin|administrator)(?: (?:in|of|at|here|we have|there are|@department))*$/,
        6,
      ],
      [
        /\b(who (?:work|is|are|sit) (?:in|at|based|there)|people|colleague|employee|staff|directory|who (?:all )?(?:work|joined|left|start)|new joiner|joiner|new hire|newcomer|team member|everybody in|everyone in|who is @person|who lead|who head|(?:everyone|everybody|anyone|those) (?:who )?work(?:ing)? (?:in|at)|head of|head the|member)\b/,
        3,
      ],
      [/\bjoined\b|\bjoining\b|\bhired\b|\bstarted\b/, 1.5],
      [
        /\bwhen (?:did|ha|has|had) @person .*\b(?:join|joined|start|started)\b|\b(?:joining date|date of joining) (?:of|for) @person\b|@person joining date\b/,
        5,
      ],
      [/\b(list|show|which|who|find|name)\b/, 1],
      [
        /\b(how many|headcount|number of|count|leave|expense|deal|project|hour|off|away|out|claim|spent|incentive|commission|sold|won|approve|waiting)\b/,
        -3,
      ],
    ],
  },
  {
    tool: 'count_people',
    cues: [
      [
        /\b(?:people|employee|colleague|staff|person|member) (?:per|by|in each|at each|of each)\b/,
        4,
      ],
      [
        /\b(?:(?:people|employee|staff) (?:count|strength)|count (?:the )?people|count of people|where do (?:our |the )?people work|how big is)\b/,
        5,
      ],
      [/\b(headcount|head count|workforce|team size|how big is|size of (?:the|my|our))\b/, 5],
      [
        /\b(?:how many|number of|count of|count|total) (?:\w+ )?(?:people|employee|colleague|person|staff|joiner|manager|head|consultant|seller|we|member)\b/,
        5,
      ],
      [/\bhow many (?:of us|are we|work|people|joined|left)\b/, 4],
      [/\b(leave|expense|deal|project|hour|claim|out|away|off|request|incentive)\b/, -3],
      [/\breport(?:s|ing)? to\b/, -6],
    ],
  },
  {
    tool: 'search_chat',
    cues: [
      [
        /\b(chat|message|conversation|thread|dm|wrote|write about|written|said|say|saying|mentioned|mention|talked|discussed|discuss|posted|talk)\b/,
        4,
      ],
      [/\b(?:chat|message|conversation) (?:with|on|about|mentioning|containing|that)\b/, 2],
      [/\b(find|search|look for|look up|about|who said|what did|where)\b/, 1.5],
    ],
  },
];

/** What the other tools are asked for with. */
export const BUSINESS_INTENTS: Intent[] = [
  ...PROJECT_INTENTS,
  ...SALES_INTENTS,
  ...FINANCE_INTENTS,
  ...OTHER_INTENTS,
];
