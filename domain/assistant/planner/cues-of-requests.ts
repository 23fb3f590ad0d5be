import { CATEGORY, EXPENSE, HOW_MUCH, LEAVE, LIST, MOST, REQUEST, type Intent } from './cue-words';

/** What became of a leave that nobody took. */
const UNTAKEN = /\b(?:rejected|declined|refused|turned down|denied|withdrawn|cancelled)\b/;

const LEAVE_INTENTS: Intent[] = [
  {
    tool: 'leave_balance',
    cues: [
      [LEAVE, 2],
      [
        /\b(balance|left|remaining|remain|available|unused|still have|still take|can (?:i|@person) (?:still )?(?:take|use|avail))\b/,
        3,
      ],
      [
        /\b(?:how (?:many|much)) .*\b(?:do|does) (?:i|@person|my (?:team|people|report|reportee)|we) (?:still )?(?:have|get)\b/,
        2.5,
      ],
      [/\b(?:have|has|got) .*\bleft\b/, 1],
      // As one says in India of leave that one still has.
      [
        /\bhow (?:many|much) (?:\w+ )*(?:leave|casual|sick|earned|day|vacation)\b.*\b(?:pending|left|remaining|available) (?:with|for) (?:me|us|@person)\b/,
        6,
      ],
      [/\b(took|taken|request|pending|waiting|approved|policy|limit|rule)\b/, -2],
    ],
  },
  {
    tool: 'leave_taken',
    needs:
      /\b(?:leave|day|vacation|pto|absence|absent|holiday|casual|sick|ill|earned|unpaid|comp|annual|off|away)\b/,
    withPeriod: 0.75,
    cues: [
      [LEAVE, 2],
      [
        /\b(took|taken|take|used|use|consumed|availed|utilised|utilized|been (?:off|away|on leave|absent)|was absent|were absent|off sick|been sick)\b/,
        3,
      ],
      [/\bhow (?:many|much|often|long)\b/, 0.5],
      [/\b(most|least|total|each|per|by)\b/, 1],
      [
        /\b(?:was|were) (?:i|@person|we|my team) (?:off|away|absent|sick|ill|on (?:sick |casual )?leave|on vacation)\b/,
        4,
      ],
      [/\b(left|remaining|balance|still|can i|can @person|policy|rule|allowed)\b/, -2],
      // What was not taken, or not yet.
      [UNTAKEN, -5],
    ],
  },
  {
    tool: 'leave_requests',
    needs:
      /\b(?:leave|off|away|vacation|pto|absence|absent|holiday|casual|sick|earned|unpaid|comp|annual)\b/,
    cues: [
      [LEAVE, 2],
      [
        /\b(leave (?:request|application)|request for leave|applied for|apply for leave|booked|planned|upcoming)\b/,
        2.5,
      ],
      [
        /\b(request|application|pending|approved|rejected|declined|refused|turned down|denied|withdrawn|cancelled|status)\b/,
        1.5,
      ],
      [LIST, 1],
      [/\bwhen\b(?!.*\bjoin)/, 2],
      [/\b(?:have|has|having|got|is|are|any|on|plan|planning) .*\bleave\b.*@period/, 2],
      [/\b(?:leave|vacation|day off|time off) (?:plan|calendar|schedule)\b/, 2],
      [/\b(policy|rule|carried|carry|balance|took|taken|left|how many|how much)\b/, -3],
      [new RegExp(`\\bhow (?:many|much)\\b.*${UNTAKEN.source}`), 4.5],
    ],
  },
  {
    tool: 'who_is_out',
    cues: [
      [
        /\bnot (?:be )?(?:in(?! (?:the )?@department)|around|available|working|at work)\b|^who (?:is|are|will)? ?not (?:be )?@period/,
        5,
      ],
      [
        /\b(?:who|anyone|anybody|somebody|someone|everyone|people|colleague|which of|@person|else) .*\b(?:out|away|off|absent|on leave|taking leave|on vacation|on holiday|missing|not in|not working)\b/,
        5,
      ],
      [
        /\b(?:is|are|will) (?:anyone|anybody|someone|somebody|@person) (?:be )?(?:out|away|off|on)\b/,
        2,
      ],
      [/\b(out of (?:the )?office|ooo|on leave|absence|absentee|away)\b/, 2.5],
      [
        /\b(took|taken|most|balance|left|remaining|request|how many day|waiting|approve|pending)\b/,
        -4,
      ],
    ],
  },
  {
    tool: 'holidays',
    cues: [
      [/\bholiday\b/, 3],
      [/\b(public|bank|national|company|office|festival|next|list|calendar|upcoming|when)\b/, 1.5],
      [/\boffice .*\b(?:closed|shut)\b|\b(?:closed|shut) .*\boffice\b|\bfestival\b/, 3],
      [
        /\b(?:diwali|deepavali|holi|dussehra|christma|christmas|xma|eid|pongal|onam|navratri|baisakhi|rakhi|republic day|independence day|gandhi jayanti|good friday)\b|^is @period (?:an? |the )?(?:\w+ )?(?:off|holiday)$/,
        5,
      ],
      [/\b(on holiday|taken|took|balance|left|remaining|leave)\b/, -3],
    ],
  },
  {
    tool: 'leave_policy',
    cues: [
      [LEAVE, 2],
      [
        /\b(policy|rule|entitlement|entitled|entitle|carry|carried|carry over|forward|lapse|encash|encashed|allowance|accrue|accrued)\b/,
        4,
      ],
      [
        /\b(?:per year|a year|each year|in a year|do(?:es)? (?:one|people|everyone|everybody|somebody|someone|employee|we|an employee|you) get|am i allowed|is allowed|how does)\b/,
        3,
      ],
    ],
  },
];

const EXPENSE_INTENTS: Intent[] = [
  {
    tool: 'expense_claims',
    cues: [
      [EXPENSE, 2],
      [/\bclaim\b/, 1.5],
      [LIST, 1.5],
      [MOST, 2],
      [/\b(pending|approved|rejected|declined|submitted|withdrawn)\b/, 1],
      [/@amount/, 2.5],
      [/\b(policy|limit|rule|waiting for (?:me|my)|how much)\b/, -2],
      [/\b(?:how many|number of|count of) (?:@?\w+ )?(?:expense )?claim\b/, 3],
    ],
  },
  {
    tool: 'expense_totals',
    withPeriod: 0.75,
    needs:
      /\b(?:expense|claim|claimed|spend|spent|spending|spender|reimburse|reimbursed|reimbursement|expenditure|outlay|money|cost|travel|meal|food|lunch|dinner|lodging|hotel|supply|training|taxi|cab|flight|train|accommodation)\b/,
    cues: [
      [EXPENSE, 2],
      [CATEGORY, 1],
      [HOW_MUCH, 1.5],
      [/\b(spend|spent|spending|spender|cost|expenditure)\b/, 2],
      [/\b(most|least|top|highest|lowest)\b/, 1],
      [/\b(policy|limit|rule|maximum|allowed|may i|can i|project|budget)\b/, -3],
    ],
  },
  {
    tool: 'advances',
    cues: [[/\b(advance|cash advance|travel advance)\b/, 5]],
  },
  {
    tool: 'expense_policy',
    cues: [
      [EXPENSE, 1.5],
      [CATEGORY, 1.5],
      [
        /\b(?:can|may|could|should) (?:i|we|one|people|employee) (?:still )?(?:claim|expense|reimburse|get reimbursed)\b/,
        5,
      ],
      [
        /\b(policy|limit|rule|cap|ceiling|allowance|maximum|per diem|reimbursable|how much (?:can|may|am) (?:i|we|one)|allowed|need(?:s)? (?:a )?receipt|(?:may|can|must|do) .*receipt|receipt (?:needed|required|limit|rule))\b/,
        3.5,
      ],
    ],
  },
];

/** Kinds of requests that no tool tells more of. */
const OF_NO_OTHER_TOOL =
  /\b(?:purchase order|purchase|po|travel request|requisition|overtime|vendor bill|payment release|access request|dispute)\b/;

const APPROVAL_INTENTS: Intent[] = [
  {
    tool: 'approvals_waiting',
    cues: [
      [
        /\b(waiting|wait|pending|awaiting|open|outstanding|need|inbox|to approve|to decide|to sign|sign off|stuck|held up|backlog|queue|on my (?:desk|plate)|holding up|sitting)\b/,
        2,
      ],
      [/\b(?:waiting|wait|pending|stuck|held up) (?:on|with|for) @person/, 3],
      [
        /\b(?:waiting|pending|stuck|open|undecided) (?:for |since )?(?:more than |over |longer than )?(?:\d{1,3}|a|one|two|three) (?:day|week)\b/,
        4,
      ],
      [
        /\b(?:on|with|at|for) whom\b|\b(?:on|with|at) who\b|\bwhose (?:desk|approval|inbox|signature)\b/,
        5,
      ],
      [REQUEST, 2],
      [OF_NO_OTHER_TOOL, 2],
      [
        /\b(?:on|for|by|from) me\b|\bmy (?:approval|inbox|desk|decision|plate|attention|sign|action|queue)\b|\b(?:do|must|should|can) i (?:need to |have to |still )?(?:approve|decide|sign|act)\b|\bneed my\b|\bi (?:need|have) to (?:approve|decide)\b/,
        2.5,
      ],
      [
        /\b(?:my|i) .*\b(?:request|claim|submission|leave)\b.*\b(?:waiting|stuck|held|pending|with)\b/,
        2,
      ],
      [
        /\bwho (?:is|are|has|ha) (?:holding|sitting|blocking|still|to)\b|\bwaiting (?:on|with) (?:whom|who)\b|\bwho .*\b(?:approve|decide|sign) my\b|\bwhere (?:is|are) my\b|\bmy .*\bwaiting (?:on|for|with)$|\bwho .*\bmy .*\b(?:waiting|stuck|pending)\b/,
        4,
      ],
      [/\b(policy|receivable|invoice|deal|project)\b/, -2],
    ],
  },
  {
    tool: 'approval_figures',
    needs:
      /\b(?:approval|approve|approved|request|requested|decision|decide|decided|reject|rejected|rejection|cleared|acceptance|approver|purchase|po|requisition|overtime|bill|release|dispute|travel)\b/,

    cues: [
      [REQUEST, 2],
      [OF_NO_OTHER_TOOL, 1.5],
      [HOW_MUCH, 2],
      [
        /\b(how long|turnaround|on average|average|statistic|stat|percentage|rate|share|fast|slow|fastest|slowest|quickest|speed|duration)\b/,
        3,
      ],
      [
        /\b(?:busiest|top|fastest|slowest|each) approver\b|\b(by|per|each) (?:kind|channel|approver|step|status|month|type)\b|\b(?:email|app|mail)\b/,
        2,
      ],
      [
        /\b(by (?:email|mail)|were approved|were rejected|got approved|got rejected|submitted|raised)\b/,
        1,
      ],
      [/\b(waiting for (?:me|my)|for my|on me)\b/, -3],
      [
        /\b(?:rate|ratio|percentage|percent|proportion|share)\b.*\b(?:approved|rejected|declined)\b|\b(?:approval|rejection|acceptance) (?:rate|ratio|percentage|percent)\b/,
        5,
      ],
      [
        /\b(?:approval|decision|rejection) (?:\w+ )?by (?:me|@person)\b|\b(?:i|@person) (?:have |has |ha )?(?:approved|rejected|decided|cleared|declined)\b|\b(?:did|ha|has|have) (?:i|@person|my team) (?:approve|reject|decide|clear|raise|submit|approved|rejected|decided|cleared|raised|submitted)\b/,
        4,
      ],
    ],
  },
];

/** What tools of leave, expenses and approvals are asked for with. */
export const REQUEST_INTENTS: Intent[] = [
  ...LEAVE_INTENTS,
  ...EXPENSE_INTENTS,
  ...APPROVAL_INTENTS,
];
