import { EXPENSE_CATEGORIES } from '../../expenses/claims';
import type { Lexicon } from '../plan';
import { plainName } from './plain';

/** Words that stand for a value, by the value; the first that is found counts. */
export type Meanings = [value: string, words: RegExp][];

/** Kinds of requests as the engine calls them. */
export const KIND_WORDS: Meanings = [
  ['leave-change', /\b(change of leave|leave change)\b/],
  ['leave', /\b(leave|day off|time off|vacation)\b/],
  ['expense-claim', /\b(expense claim|expense|claim|reimbursement)\b/],
  ['purchase-order', /\b(purchase order|purchase|po)\b/],
  ['travel-request', /\b(travel request|travel|trip)\b/],
  ['timesheet', /\btimesheet\b/],
  ['project-go-live', /\b(go live|golive)\b/],
  ['advance-request', /\badvance\b/],
  ['overtime', /\bovertime\b/],
  ['vendor-bill', /\b(vendor bill|vendor invoice)\b/],
  ['payment-release', /\bpayment release\b/],
  ['hiring-requisition', /\b(hiring|requisition)\b/],
  ['access-request', /\baccess request\b/],
  ['incentive-run', /\bincentive run\b/],
  ['incentive-dispute', /\b(incentive )?dispute\b/],
];

const STATUSES: Meanings = [
  [
    'pending',
    /\b(pending|waiting|awaiting|undecided|(?:not|nobody has|no one has) (?:yet )?(?:been )?(?:approved|decided) yet|(?:not yet|yet to) (?:been |be )?(?:approved|decided)|nobody has (?:yet )?decided|still open|in progress|unapproved|open|stuck|held up)\b/,
  ],
  ['rejected', /\b(rejected|refused|declined|turned down|denied)\b/],
  ['approved', /\b(approved|accepted|granted)\b/],
  ['withdrawn', /\b(withdrawn|withdrew|taken back)\b/],
  ['cancelled', /\b(cancelled|canceled)\b/],
  ['expired', /\b(expired|lapsed)\b/],
];
const INVOICE_STATUSES: Meanings = [
  [
    'overdue',
    /\b(overdue|late|past due|not paid (?:on|in) time|past (?:their|its) due date|due date (?:ha |has |have |is |are )?(?:passed|over|gone)|delayed)\b/,
  ],
  ['draft', /\bdraft\b/],
  [
    'open',
    /\b(open|unpaid|outstanding|unsettled|not (?:yet |been )*(?:paid|settled)|pending|still (?:to be paid|due))\b/,
  ],
  ['settled', /\b(settled|paid|closed)\b/],
];
/** Stages of deals. */
export const STAGE_WORDS: Meanings = [
  [
    'won',
    /\b(won|win|closed won|sold|sell|(?:gave|give|given|brought|bring|did|do|get|got) .*business|(?<!@department |open )sale(?! (?:pipeline|forecast|deal|order|opportunity|team|people|person|rep|head|manager|stage|by stage)))\b/,
  ],
  ['lost', /\b(lost|lose|closed lost)\b/],
  ['negotiation', /\b(negotiation|negotiating|negotiated)\b/],
  ['proposal', /\b(proposal|proposed)\b/],
  ['qualified', /\bqualified\b/],
  ['lead', /\blead\b/],
  [
    'open',
    /\b(open|pipeline|running|ongoing|active|still (?:in play|alive)|not (?:yet )?closed|forecast|under way)\b/,
  ],
];
const PROJECT_STATUSES: Meanings = [
  ['planned', /\b(planned|not (?:yet )?(?:started|begun)|yet to start|upcoming|future)\b/],
  ['closed', /\b(closed|completed|finished|done|over)\b/],
  ['live', /\b(?<!go |going |goe |goes )(live|went live|in production)\b/],
  ['active', /\b(active|running|ongoing|in progress|under way|current|open|currently|going on)\b/],
];
const ADVANCE_STATUSES: Meanings = [
  ['settled', /\b(?<!not )(?<!un)(settled|cleared|closed|repaid)\b/],
  ['open', /\b(open|outstanding|unsettled|pending|not (?:yet )?settled|left|unpaid)\b/],
];
const PEOPLE_STATUSES: Meanings = [
  [
    'left',
    /\b(left|gone|resigned|former|ex|leaver|inactive|not active|no longer (?:active|here|employed|working|with us))\b/,
  ],
  ['active', /\bactive\b/],
];
/** Roles of people. */
export const ROLE_WORDS: Meanings = [
  ['project-manager', /\bproject manager\b/],
  ['department-head', /\b(department head|head of department|head)\b/],
  ['manager', /\bmanager\b/],
  ['admin', /\b(admin|administrator)\b/],
];

/** What a word of status stands for, by the tool that takes it. */
export const STATUS_WORDS: Record<string, Meanings> = {
  leave_requests: STATUSES,
  expense_claims: STATUSES,
  expense_totals: STATUSES,
  advances: ADVANCE_STATUSES,
  projects: PROJECT_STATUSES,
  invoices: INVOICE_STATUSES,
  find_people: PEOPLE_STATUSES,
  count_people: PEOPLE_STATUSES,
};

/** What stands before a word that is meant not to hold: "not approved", "excluding travel". */
export const NEGATION =
  /\b(?:not|never|no|non|none|neither|nor|without|excluding|exclude|excluded|excl|except|excepting|other than|apart from|aside from|besides|minus|ignoring|leaving out|rather than|instead of|anything but|all but)\b/;
const NEGATED = new RegExp(
  `${NEGATION.source}(?: (?:yet|been|be|being|get|got|the|any|a|by|on|for|from|of|in|those|that|are|is))* $`,
);

/** The values whose words are in a text and not denied there, in the order of the list. */
export const meaningsIn = (meanings: Meanings, text: string): string[] =>
  meanings.filter(([, words]) => isSaid(words, text)).map(([value]) => value);

function isSaid(words: RegExp, text: string): boolean {
  const all = text.matchAll(new RegExp(words.source, 'g'));
  return [...all].some(({ index }) => !NEGATED.test(text.slice(0, index)));
}

/** The first value whose words are in a text, and not denied there. */
export const meaning = (meanings: Meanings, text: string): string | undefined =>
  meaningsIn(meanings, text)[0];

export const readKind = (text: string) => meaning(KIND_WORDS, text);
export const readStage = (text: string) => meaning(STAGE_WORDS, text);
export const readRole = (text: string) => meaning(ROLE_WORDS, text);

/** Everyday words of categories of expenses. */
export const CATEGORY_WORDS: Meanings = [
  ['meals', /\b(meal|food|lunch|dinner|breakfast|restaurant|eating|dining)\b/],
  ['lodging', /\b(lodging|hotel|accommodation|guest house|stay)\b/],
  ['supplies', /\b(supply|stationery|equipment|office material)\b/],
  ['training', /\b(training|course|certification)\b/],
  ['travel', /\b(travel|taxi|cab|flight|train|bus|toll|transport|travelling|traveling)\b/],
  ['other', /\bother (?:expense|cost|category|thing)\b|\bcategory other\b/],
];

/** The category of expenses a text names. */
export function readCategory(text: string): string | undefined {
  return (
    meaning(CATEGORY_WORDS, text) ??
    EXPENSE_CATEGORIES.find((one) => one !== 'other' && new RegExp(`\\b${one}\\b`).test(text))
  );
}

const LEAVE_WORDS: Meanings = [
  ['comp-off', /\b(comp off|compensatory|comp)\b/],
  ['casual', /\bcasual\b|\bcl\b/],
  ['sick', /\b(sick|sickness|medical|illness|ill)\b|\bsl\b/],
  // What somebody earned of an incentive is no leave.
  [
    'earned',
    /\b(?:earned|annual|privilege|privileged)(?! (?:the |a |an |by |from |in |on |more|most|less|least|how|our |us|per|@|incentive|commission|bonus|revenue|report|budget|growth))\b|\b[ep]l\b/,
  ],
  ['unpaid', /\bunpaid (?:leave|day|time|absence)\b|\blop\b|\bloss of pay\b|\bunpaid\b/],
];

/** The type of leave a text names: one by its name, or by what people call a built-in one. */
export const readLeaveType = (text: string, lexicon: Lexicon): string | undefined =>
  leaveTypesIn(text, lexicon)[0];

/** Every type of leave that a text names. */
export function leaveTypesIn(text: string, { leaveTypes }: Lexicon): string[] {
  const others = leaveTypes.filter((name) => {
    const word = plainName(name).replace(/ leave$/, '');
    // What a built-in one is called is read above, by what stands beside it.
    const isBuiltIn = meaning(LEAVE_WORDS, `${word} leave`) !== undefined;
    return !isBuiltIn && word !== '' && word !== 'leave' && new RegExp(`\\b${word}\\b`).test(text);
  });
  return [...meaningsIn(LEAVE_WORDS, text), ...others];
}
