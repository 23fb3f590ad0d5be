import { CATEGORY_WORDS, STATUS_WORDS, type Meanings } from './meanings';
import { GRAMMAR } from './grammar';
import { DIMENSION_WORDS } from './groupings';

const wordsOf = (text: string) => new Set(text.trim().split(/\s+/));

/** The words that patterns are made of. */
export const wordsIn = (sources: string[]) =>
  sources.flatMap((source) => source.replace(/\\\w/g, ' ').match(/[a-z]{3,}/g) ?? []);

const sourcesOf = (meanings: Meanings[]) => meanings.flat().map(([, words]) => words.source);

/** Words the grammar goes by, in the singular: slips are put right towards these. */
export const KNOWN_WORDS = new Set([
  ...wordsIn(sourcesOf(Object.values(STATUS_WORDS))),
  ...wordsOf(`
  take took leave balance holiday vacation absence absent remaining available entitlement entitled carried forward casual sick earned
  unpaid annual privilege medical compensatory expense claim spend spent spending reimbursement reimbursed receipt travel taxi
  flight meal lunch dinner food hotel lodging supply training course category advance settled policy limit allowance maximum
  approval approve approved approver approving request requested requester pending waiting awaiting rejected reject withdrawn cancelled
  expired decision decided inbox step channel project customer client status active planned closed margin profit revenue cost
  budget actual portfolio hour timesheet billable utilisation utilization deal pipeline stage opportunity proposal negotiation
  qualified lead incentive commission bonus payout statement invoice overdue draft outstanding receivable owe owed ageing aging
  profitable loss message chat conversation discussed mentioned wrote people employee headcount colleague department manager
  report reporting joined joining grade location office role team person month monthly week weekly quarter quarterly year yearly
  january february march april june july august september october november december monday tuesday wednesday thursday friday
  saturday sunday today tomorrow yesterday previous current compared versus between highest lowest largest biggest smallest
  average total number breakdown grouped fiscal financial taken tomorrow upcoming public next seller owner submitted purchase
  order overtime onboarding hiring reportee subordinate logged worked worth signed company everyone everybody
`),
]);

/** Words of every day: no names, and mostly no more than filling. */
export const EVERYDAY = wordsOf(`
  a about above across actually add after again against ago all allowed almost along already also always am amount an and another any
  anybody anyone anything apart are around as asked asking at away back bad be became because been before began behind being
  below best better big bill billed board book booked booking both bring broken brought but buy by call called came can cannot cash
  check city come coming complete contact could country cover create day date deadline debt delay detail did difference different
  do doe does doing done down due duration during each earlier early earn either else email end ended enough entire even ever
  every exact exactly exceed exceeding explain far fast faster fastest few figure file fill final find first five folk for former
  four from full get getting give given go goe goes going gone good got great group grow growth had half happen happened has
  have having he head held help her here hi hello high higher him hire hired his hold holding how however i if ignore in
  include including income individual info information inside instead into is issue issued it item its job join just keep
  kind know last late later latest least left less let level like likely line list little live load local long longer longest look
  lost lot low lower made main make making manage managed manages many matter may me mean member mine missing money more morning most move
  much must my myself name near need needed net never new no nobody none normal not nothing now of off offer often ok old on
  once one only onto open or other our ours out over overall own owns page paid part past pay payable paying payment per percent period
  place plan please plus point position possible present price prior problem put quick quickly rank ranked ranking rate rather reach
  ready really reason recent recently record regarding remain remind remember rest result return right row rule run running said sale
  same save saw say saying second see seen sell sent set several share she short should show side sign simple since single sit
  sitting size slow slower slowest small so sold some somebody someone something soon sort split staff stand start started state
  still stop stuck such sum summarise summarize summary sure table take takes tell ten term than thank thanks that the their them then there
  these they thing think this those three through till time to together too took top toward track trip true try turn two type
  under unit until up upto us use used user using usual value very via view want was way we went were what when where whether
  which while who whole whom whose why will win winning with within without won word work working would write yes yet you your
  zero crore lakh thousand million rupee inr usd eur rs k bank closing expected person wise versus vs pnl hr fy ytd mtd pto ooo q1 q2 q3
  q4 h1 h2 jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun id password secret token salary admin
  rights bigger greater larger smaller equal worst biggest cheapest expensive least top bottom main desk room group direct
  someone apply applied application submit submission log bought cab train bus ticket six seven eight nine eleven twelve dozen
  gave gives brought mean median typical typically third fourth teammate afternoon noon evening night hand list give tour bookings gross fund funds turnover boss supervisor superior above
  chain command hierarchy structure organisation organization org chart workforce joiner joiners newcomer starter leaver weekday
  weekend festival occasion consumed availed utilised utilized unused balance encash accrue accrued expire expires lapse
  prospect quote quotation amount subtotal figures statistics stat stats count counts trend history historical performance perform
  performed earning earnings collect collected collection received receive debtor debtors creditor bucket buckets unsettled uncollected
  unbilled nonbillable non effort efforts burn burned charged charge spending costs costing itemised bigger pipeline forecast
  search searching text talked talk talking posted post mention mentions mentioning containing contain contains messages thread
  colleagues everywhere nowhere world weather joke capital mumbai bengaluru bangalore london india delhi pune chennai hyderabad kolkata
  happy holiday bring brings bonuses commissions per-person drawn outlay outlays backlog queue action actions acted act decide
  deciding decides verdict outcome outcomes rejecting refused refuse turned declined decline withdrew withdraw cancel cancels
  processed process turnaround speed break down lose losing led pls plz thx fetch gimme pull plot graph chart visualise visualize compute calculate extract export download print prepare generate produce
  fewer oldest newest excluding exclude excluded except excepting apart minus neither nor besides unapproved inactive newer older
  percentage ratio proportion rejection twice thrice double triple shorter welcome morning okay cheers
  managing leading onwards onward upward upwards whose pass passed spender altogether calendar add adds
`);

/** The words that the patterns of the grammar are made of. */
const wordsOfPatterns = () =>
  wordsIn([
    ...GRAMMAR.flatMap(({ cues }) => cues.map(([words]) => words.source)),
    ...sourcesOf([CATEGORY_WORDS, ...Object.values(STATUS_WORDS)]),
    ...DIMENSION_WORDS,
  ]);

/** Everyday words and those of the grammar: right as they are, and no names. */
export const COMMON_WORDS = new Set([...EVERYDAY, ...wordsOfPatterns()]);
