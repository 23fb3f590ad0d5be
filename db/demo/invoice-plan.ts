import { addDays, daysBetween, type CalendarDate } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import { formatMonth } from './invoice-texts';
import type { History } from './history';
import { HISTORY_ENDS_ON } from './office-hours';
import type { DemoTerms } from './project-terms';
import type { WorkedDay } from './time-history';
import { billRate } from './work-rates';

/** A line before tax; the quantity in thousandths. */
export interface PlannedLine {
  description: string;
  quantityMilli: bigint;
  unitPriceMinor: bigint;
}

/** An invoice that was due to be written. */
export interface PlannedInvoice {
  on: CalendarDate;
  customerId: string;
  dealId: string;
  projectId: string | null;
  department: 'Consulting' | 'Sales';
  lines: PlannedLine[];
}

const ONE = 1000n;

/** What projects and other won deals have been invoiced by the end of the past, the oldest first. */
export function plannedInvoices(
  history: History,
  of: { terms: DemoTerms[]; worked: WorkedDay[] },
): PlannedInvoice[] {
  return [...of.terms.flatMap((terms) => ofProject(terms, of.worked)), ...ofOtherDeals(history)]
    .filter(({ on }) => on <= HISTORY_ENDS_ON)
    .sort((a, b) => (a.on === b.on ? a.dealId.localeCompare(b.dealId) : a.on.localeCompare(b.on)));
}

function ofProject(terms: DemoTerms, worked: WorkedDay[]): PlannedInvoice[] {
  const { projectId, customerId, dealId } = terms;
  const common = { customerId, dealId, projectId, department: 'Consulting' as const };
  const dated = {
    'time-and-materials': () => byMonth(terms, worked),
    'fixed-price': () => byParts(terms),
    milestones: () => byMilestones(terms),
  }[terms.method]();
  return dated.map(([on, lines]) => ({ ...common, on, lines }));
}

type Dated = [on: CalendarDate, lines: PlannedLine[]][];

/** The hours of a month at their rates, in the first days of the next. */
function byMonth({ project }: DemoTerms, worked: WorkedDay[]): Dated {
  const months = new Map<string, Map<string, PlannedLine>>();
  for (const day of worked) {
    if (day.project !== project || !day.billable) continue;
    const month = day.on.slice(0, 7);
    const lines = months.get(month) ?? new Map<string, PlannedLine>();
    months.set(month, lines);
    const unitPriceMinor = billRate(day.person, day.on);
    const key = `${day.person.login} ${unitPriceMinor}`;
    const line = lines.get(key) ?? {
      description: `${day.person.name}, hours of ${formatMonth(month)}`,
      ...{ quantityMilli: 0n, unitPriceMinor },
    };
    line.quantityMilli += (BigInt(day.minutes) * ONE) / 60n;
    lines.set(key, line);
  }
  return [...months].map(([month, lines]) => [addDays(`${month}-28`, 7), [...lines.values()]]);
}

/** Two fifths with the start, three tenths half way, the rest once it is live. */
function byParts({ project, contract }: DemoTerms): Dated {
  const { startsOn, liveOn, name } = project;
  const half = liveOn ? Math.round(daysBetween(startsOn, liveOn) / 2) : 75;
  const parts: [CalendarDate, bigint, string][] = [
    [addDays(startsOn, 14), 40n, 'with the start'],
    [addDays(startsOn, half), 30n, 'half way'],
    ...(liveOn ? ([[addDays(liveOn, 10), 30n, 'live']] as [CalendarDate, bigint, string][]) : []),
  ];
  return parts.map(([on, percent, when]) => [
    on,
    [whole(`${name}, ${when}`, (contract * percent) / 100n)],
  ]);
}

function byMilestones({ project, milestones }: DemoTerms): Dated {
  return milestones.flatMap(({ name, minor, reachedOn }) =>
    reachedOn === null
      ? []
      : [
          [
            addDays(reachedOn, 3),
            [whole(`${project.name}: ${name}, ${formatDate(reachedOn)}`, minor)],
          ] satisfies Dated[number],
        ],
  );
}

/** What was sold without a project: half a month after it was won, half after four. */
function ofOtherDeals({ rows }: History): PlannedInvoice[] {
  const handedOver = new Set(rows.of('deal_handover').map(({ deal_id }) => deal_id));
  return rows
    .of('deal')
    .filter(({ id, stage }) => stage === 'won' && !handedOver.has(id))
    .flatMap((deal) => {
      const amount = BigInt(String(deal.amount_minor));
      const half = amount / 2n;
      return [half, amount - half].map((minor, at) => ({
        ...{ customerId: String(deal.customer_id), dealId: String(deal.id), projectId: null },
        department: 'Sales' as const,
        on: addDays(String(deal.closed_on), 30 + at * 90),
        lines: [whole(`${String(deal.name)}, ${at === 0 ? 'first' : 'second'} half`, minor)],
      }));
    });
}

const whole = (description: string, minor: bigint): PlannedLine => ({
  ...{ description, quantityMilli: ONE, unitPriceMinor: minor },
});
