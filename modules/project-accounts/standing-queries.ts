import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import {
  atCompletion,
  burnOf,
  earnedBy,
  workInProgress,
  type EarningMethod,
  type Progress,
} from '../../domain/project-accounts/earned';
import { percentText } from '../../domain/project-accounts/figures';
import type { MoneyWire, PersonRef } from '../../domain/wire/common';
import type { ProjectStandingWire } from '../../domain/wire/project-terms';
import type { Clock } from '../../platform/clock/clock';
import type { Queryable } from '../../platform/database/database';
import { postedOn, workOn, type Stretch } from './queries-of-accounts';
import { requireAccount } from './policy';

interface TermsRow {
  method: EarningMethod;
  contract: string | null;
  budget: string | null;
  estimate: string | null;
  changedBy: PersonRef;
  milestones: {
    name: string;
    minor: string;
    dueOn: CalendarDate;
    reachedOn: CalendarDate | null;
  }[];
}

/** Where a project stands on a day; in minor units. */
interface Standing {
  terms: TermsRow | null;
  progress: Progress | null;
  cost: bigint | null;
  earned: bigint | null;
  invoiced: bigint;
  /** Earned less what is in the books already. */
  toRecognise: bigint | null;
}

const money = (minor: bigint | null) =>
  minor === null ? null : toMoneyWire({ minor, currency: COMPANY_CURRENCY });
const minorOf = (text: string | null) => (text === null ? null : BigInt(text));

/**
 * The terms of a project and where it stands today: earned by its method, invoiced by the journal, work in progress the
 * difference.
 * @throws DomainError not-found, also when it is not theirs to see
 */
export async function readStanding(
  { db, clock }: { db: Queryable; clock: Clock },
  principal: Principal,
  projectId: string,
): Promise<ProjectStandingWire> {
  const { id, code, name } = await requireAccount(db, principal, projectId);
  const asOf = dateIn(principal.zone, clock.now());
  const { terms, progress, cost, earned, invoiced, toRecognise } = await standingOn(
    ...[db, projectId, asOf],
  );
  const burn = progress && burnOf(progress);
  return {
    project: { id, code, name },
    terms: terms && presentTerms(terms),
    ...{ asOf, cost: money(cost), earned: money(earned), invoiced: money(invoiced) as MoneyWire },
    workInProgress: money(workInProgress({ earned, invoiced })),
    atCompletion: money(progress && atCompletion(progress)),
    burn: burn === null ? null : percentText(burn),
    toRecognise: money(toRecognise),
  };
}

function presentTerms({ contract, budget, estimate, milestones, ...terms }: TermsRow) {
  return {
    ...terms,
    ...{ contract: money(minorOf(contract)), budget: money(minorOf(budget)) },
    estimate: money(minorOf(estimate)),
    milestones: milestones.map(({ minor, ...milestone }) => ({
      ...milestone,
      amount: money(BigInt(minor)) as MoneyWire,
    })),
  };
}

/** Where a project stands on a day, from its terms, the journal and approved time up to that day. */
export async function standingOn(
  db: Queryable,
  projectId: string,
  on: CalendarDate,
): Promise<Standing> {
  const of: Stretch = [projectId, null, on];
  const [terms, posted, work] = await Promise.all([
    termsOf(db, projectId),
    postedOn(db, of),
    workOn(db, of),
  ]);
  const { revenue, expenses, bills, invoiced } = posted;
  const other = (expenses.minor ?? 0n) + (bills.minor ?? 0n);
  const cost = work.minor === null ? null : work.minor + other;
  const progress = terms && progressOf(terms, { on, cost, billable: work.bill });
  const earned = progress && earnedBy(progress);
  const toRecognise = earned === null ? null : earned - (revenue.minor ?? 0n);
  return { terms, progress, cost, earned, invoiced, toRecognise };
}

function progressOf(
  { method, contract, budget, estimate, milestones }: TermsRow,
  now: { on: CalendarDate; cost: bigint | null; billable: bigint | null },
): Progress {
  const reached = milestones.filter(({ reachedOn }) => reachedOn !== null && reachedOn <= now.on);
  return {
    ...{ method, contract: minorOf(contract), budget: minorOf(budget) },
    ...{ estimate: minorOf(estimate), cost: now.cost, billable: now.billable },
    reached: reached.reduce((sum, { minor }) => sum + BigInt(minor), 0n),
  };
}

async function termsOf(db: Queryable, projectId: string): Promise<TermsRow | null> {
  const [row] = await db.query<TermsRow>(
    `SELECT t.method, t.contract_minor AS contract, t.budget_minor AS budget, t.estimate_minor AS estimate,
       (SELECT json_build_object('id', e.id, 'name', e.name) FROM employee e WHERE e.id = t.changed_by) AS "changedBy",
       coalesce((SELECT json_agg(json_build_object('name', m.name, 'minor', m.amount_minor::text, 'dueOn', m.due_on,
          'reachedOn', m.reached_on) ORDER BY m.ordinal) FROM project_milestone m WHERE m.project_id = t.project_id), '[]')
         AS milestones
     FROM project_terms t WHERE t.project_id = $1`,
    [projectId],
  );
  return row ?? null;
}
