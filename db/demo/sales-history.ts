import { addDays, type CalendarDate } from '../../domain/dates/calendar';
import type { DealStage } from '../../domain/sales/stages';
import type { History } from './history';
import type { NumberSeries } from './number-series';
import { HISTORY_ENDS_ON, officeTime } from './office-hours';
import { PROJECTS, type DemoProject } from './projects';
import { seededRandom, type Random } from './random';
import { isoInstant } from './rows';
import { CUSTOMERS, NOTES, OFFERS, OPEN_DEALS } from './sales-texts';

/** Of its own, so that sales took nothing from the numbers everything else is made of. */
const SALES_SEED = 20_261_204;
const LAKH = 10_000_000n;
const OTHER_DEALS = 34;
const WAY: DealStage[] = ['lead', 'qualified', 'proposal', 'negotiation'];
const WON_REASONS = ['price', 'product', 'relationship', 'other'];
const LOST_REASONS = ['price', 'competitor', 'no-budget', 'no-decision', 'timing'];

/** A deal before it is written. */
interface Draft {
  name: string;
  customer: string;
  stage: DealStage;
  lakhs: number;
  createdOn: CalendarDate;
  /** When it is expected, or was won or lost. */
  day: CalendarDate;
  project?: DemoProject;
}

interface Written {
  customers: Map<string, { id: string; owner: string; contactId: string }>;
}

/** Customers with their people, and two years of deals: those of the projects, others won or lost, and what is under way. */
export function writeSalesHistory(history: History, numbers: NumberSeries): void {
  const random = seededRandom(SALES_SEED);
  const written: Written = { customers: writeCustomers(history, random) };
  const drafts = [
    ...PROJECTS.map((project) => ofProject(project, random)),
    ...Array.from({ length: OTHER_DEALS }, () => closedDeal(random)),
    ...OPEN_DEALS.map((deal) => openDeal(deal, random)),
  ].sort((a, b) => a.createdOn.localeCompare(b.createdOn));
  for (const draft of drafts) writeDeal({ history, numbers, random, written, draft });
}

function writeCustomers({ rows, staff }: History, random: Random): Written['customers'] {
  const written: Written['customers'] = new Map();
  for (const { name, industry, city, owner, contacts } of CUSTOMERS) {
    const [id, seller] = [random.uuid(), staff.by(owner)];
    const people = contacts.map(([person, jobTitle]) => ({
      id: random.uuid(),
      customer_id: id,
      name: person,
      job_title: jobTitle,
      email: `${person
        .replace(/^Dr\. /, '')
        .toLowerCase()
        .replace(/\s+/g, '.')}@${name.toLowerCase().replace(/\s+/g, '-')}.example`,
      phone: `+91 98${random.between(10_000_000, 99_999_999)}`,
      created_at: isoInstant(officeTime('2024-08-01', 10, 0)),
    }));
    rows.add('customer', {
      ...{ id, name, industry, city, notes: '', revision: 1 },
      ...{ owner_id: seller.id, department_id: seller.departmentId, created_by: seller.id },
      created_at: isoInstant(officeTime('2024-08-01', 10, 0)),
    });
    for (const person of people) rows.add('contact', person);
    written.set(name, { id, owner, contactId: people[0]?.id ?? '' });
  }
  return written;
}

/** What became a project was won two months before it started. */
function ofProject(project: DemoProject, random: Random): Draft {
  const day = addDays(project.startsOn, -60);
  return {
    ...{ name: project.name, customer: project.customer, stage: 'won', day, project },
    ...{ lakhs: random.between(15, 80), createdOn: addDays(day, -random.between(40, 110)) },
  };
}

function closedDeal(random: Random): Draft {
  const day = addDays('2024-12-02', random.between(0, 700));
  return {
    name: random.pick(OFFERS),
    customer: random.pick(CUSTOMERS).name,
    stage: random.chance(0.45) ? 'won' : 'lost',
    lakhs: random.between(4, 60),
    ...{ day, createdOn: addDays(day, -random.between(30, 120)) },
  };
}

function openDeal(
  [stage, name, customer, lakhs, day]: (typeof OPEN_DEALS)[number],
  random: Random,
): Draft {
  const createdOn = addDays(HISTORY_ENDS_ON, -random.between(14, 90));
  return { stage, name, customer, lakhs, day, createdOn };
}

interface Writing {
  history: History;
  numbers: NumberSeries;
  random: Random;
  written: Written;
  draft: Draft;
}

const isClosed = ({ stage }: Draft) => stage === 'won' || stage === 'lost';

function writeDeal(writing: Writing): void {
  const { history, numbers, random, written, draft } = writing;
  const { rows, staff } = history;
  const { id: customerId, owner, contactId } = written.customers.get(draft.customer)!;
  const [id, seller] = [random.uuid(), staff.by(owner)];
  const amount = BigInt(draft.lakhs) * LAKH;
  const createdAt = officeTime(draft.createdOn, 10, random.between(0, 59));
  const reasons = draft.stage === 'won' ? WON_REASONS : LOST_REASONS;
  rows.add('deal', {
    ...{ id, number: numbers.next('D', createdAt), name: draft.name, stage: draft.stage },
    ...{ customer_id: customerId, contact_id: contactId, owner_id: seller.id },
    ...{ department_id: seller.departmentId, currency: 'INR', amount_minor: `${amount}` },
    cost_minor: `${(amount * BigInt(random.between(45, 75))) / 100n}`,
    expected_on: draft.day,
    closed_on: isClosed(draft) ? draft.day : null,
    close_reason: isClosed(draft) ? random.pick(reasons) : null,
    ...{ close_note: '', revision: 1, created_by: seller.id, created_at: isoInstant(createdAt) },
  });
  writeShares(writing, { id, owner });
  writeMoves(writing, { id, sellerId: seller.id, createdAt });
  if (!isClosed(draft)) writeActivities(writing, { id, sellerId: seller.id });
  if (draft.stage === 'won') writeCredits(writing, { id, amount, sellerId: seller.id });
  if (draft.project) writeHandover(writing, { id, amount, sellerId: seller.id });
}

/** What became a project was handed over a week after it was won. */
function writeHandover(
  { history, draft }: Writing,
  of: { id: string; amount: bigint; sellerId: string },
): void {
  const project = history.rows.of('project').find(({ code }) => code === draft.project?.code);
  history.rows.add('deal_handover', {
    ...{ deal_id: of.id, project_id: project?.id, currency: 'INR' },
    ...{ budget_minor: `${(of.amount * 7n) / 10n}`, handed_by: of.sellerId },
    notes: `${draft.name} as offered, with training`,
    handed_at: isoInstant(officeTime(addDays(draft.day, 7), 11, 30)),
  });
}

/** A third of the deals are shared with a colleague, some with their manager as well. */
function writeShares({ history, random }: Writing, of: { id: string; owner: string }): void {
  const { rows, staff } = history;
  const colleague = of.owner === 'sales.rep' ? 'sales.rep2' : 'sales.rep';
  const shares: [string, number][] = random.chance(0.34)
    ? of.owner !== 'sales.manager' && random.chance(0.3)
      ? [
          [of.owner, 7000],
          [colleague, 2000],
          ['sales.manager', 1000],
        ]
      : [
          [of.owner, 6000],
          [colleague, 4000],
        ]
    : [[of.owner, 10_000]];
  for (const [login, bps] of shares)
    rows.add('deal_split', { deal_id: of.id, employee_id: staff.by(login).id, bps });
}

/** From stage to stage, evenly between the first day and the last. */
function writeMoves(
  { history, random, draft }: Writing,
  of: { id: string; sellerId: string; createdAt: number },
): void {
  const passed = isClosed(draft)
    ? WAY.slice(0, random.between(2, 4))
    : WAY.slice(0, WAY.indexOf(draft.stage) + 1);
  const way = isClosed(draft) ? [...passed, draft.stage] : passed;
  const end = officeTime(isClosed(draft) ? draft.day : HISTORY_ENDS_ON, 16, random.between(0, 59));
  way.forEach((stage, at) => {
    const share = way.length === 1 ? 0 : at / (way.length - 1);
    history.rows.add('deal_stage_change', {
      ...{ deal_id: of.id, from_stage: way[at - 1] ?? null, to_stage: stage, note: '' },
      changed_by: of.sellerId,
      changed_at: isoInstant(of.createdAt + Math.floor((end - of.createdAt) * share)),
    });
  });
}

function writeActivities(
  { history, random, draft }: Writing,
  of: { id: string; sellerId: string },
): void {
  const at = officeTime(
    addDays(HISTORY_ENDS_ON, -random.between(1, 12)),
    15,
    random.between(0, 59),
  );
  const activity = { deal_id: of.id, author_id: of.sellerId, done_at: null };
  history.rows.add('deal_activity', {
    ...{ ...activity, id: random.uuid(), kind: 'meeting', text: random.pick(NOTES) },
    ...{ due_on: null, created_at: isoInstant(at) },
  });
  history.rows.add('deal_activity', {
    ...{ ...activity, id: random.uuid(), kind: 'call', text: 'Ask how the decision goes' },
    ...{ due_on: addDays(draft.day, -random.between(5, 12)), created_at: isoInstant(at + 60_000) },
  });
}

/** The win; what is invoiced and paid later is credited by its documents. */
function writeCredits(
  { history, random, draft }: Writing,
  of: { id: string; amount: bigint; sellerId: string },
): void {
  history.rows.add('deal_credit', {
    ...{ id: random.uuid(), deal_id: of.id, basis: 'won', amount_minor: `${of.amount}` },
    ...{ credited_on: draft.day, reference: 'Win 1', recorded_by: of.sellerId },
    recorded_at: isoInstant(officeTime(draft.day, 17, random.between(0, 59))),
  });
}
