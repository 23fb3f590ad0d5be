import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import { DomainError, invalidInput } from '../../domain/errors';
import { creditsOf, NO_STANDING, type Credit } from '../../domain/incentives/credits';
import { periodOf, type IncentivePeriod } from '../../domain/incentives/periods';
import { percentText, readPercent, versionOn, WHOLE_BPS } from '../../domain/incentives/plan';
import type { PlanVersion } from '../../domain/incentives/plan';
import { reckon, type Reckoning } from '../../domain/incentives/statement';
import { piecesOf } from '../../domain/incentives/statement-content';
import { divideRounded, parseMoney } from '../../domain/money/money';
import type { MyIncentivesWire, WhatIf, WhatIfAnswer } from '../../domain/wire/incentives';
import type { Clock } from '../../platform/clock/clock';
import type { Queryable } from '../../platform/database/database';
import { drawStatements, type DrawnPeriod } from './draw-statements';
import { companyMoney, presentVersion, requirePlan, type Plan } from './plan-store';

interface Deps {
  db: Queryable;
  clock: Clock;
}

interface Standing {
  plan: Plan;
  period: IncentivePeriod;
  today: CalendarDate;
  drawn: DrawnPeriod;
}

/** How one's own running period stands by what is known now, without what earlier periods have left. */
export async function myIncentives(deps: Deps, principal: Principal): Promise<MyIncentivesWire> {
  const found = await readStanding(deps, principal);
  if (!found) return { standing: null };
  const { plan, period, today, drawn } = found;
  const version = versionOn(drawn.versions, today);
  const [statement] = drawn.statements;
  const [quota, credited] = [statement?.seller.quota ?? null, statement?.reckoning.credited ?? 0n];
  return {
    standing: {
      plan: { id: plan.id, name: plan.name },
      ...{ period: period.name, from: period.from, to: period.to, problems: drawn.problems },
      version: version ? presentVersion(version) : null,
      quota: quota === null ? null : companyMoney(quota),
      credited: companyMoney(credited),
      attainment:
        quota === null ? null : percentText(divideRounded(credited * BigInt(WHOLE_BPS), quota)),
      earned: companyMoney(statement ? earnedBy(statement.reckoning) : 0n),
    },
  };
}

/**
 * What a deal would earn somebody in the running period, by the rules statements are drawn up with. Writes nothing.
 * @throws DomainError conflict (no plan, no version, no quota), invalid-input (a cost above the amount)
 */
export async function whatIf(
  deps: Deps,
  principal: Principal,
  wanted: WhatIf,
): Promise<WhatIfAnswer> {
  const found = await readStanding(deps, principal);
  if (!found) throw new DomainError('conflict', 'You are on no incentive plan today');
  const version = versionOn(found.drawn.versions, found.today);
  if (!version) throw new DomainError('conflict', 'Your plan has no version that holds today');
  const [statement] = found.drawn.statements;
  const quota = statement?.seller.quota ?? null;
  if (!statement || (version.scale === 'quota' && quota === null)) {
    const problem = found.drawn.problems[0] ?? `You have no quota for ${found.period.name}`;
    throw new DomainError('conflict', problem);
  }
  const credit = imagine(wanted, { version, employeeId: principal.id, today: found.today });
  return compareWith(credit, {
    versions: found.drawn.versions,
    quota,
    before: statement.reckoning,
  });
}

async function readStanding(deps: Deps, principal: Principal): Promise<Standing | null> {
  const today = dateIn(principal.zone, deps.clock.now());
  const [membership] = await deps.db.query<{ planId: string }>(
    `SELECT plan_id AS "planId" FROM incentive_member
     WHERE employee_id = $1 AND from_on <= $2 AND (to_on IS NULL OR to_on >= $2)`,
    [principal.id, today],
  );
  if (!membership) return null;
  const plan = await requirePlan(deps.db, membership.planId);
  const period = periodOf(plan.period, today);
  const drawn = await drawStatements(deps.db, {
    ...{ plan, period, employeeId: principal.id, since: period.from },
  });
  // What concerns the deals of others is not one's own business.
  const own = drawn.problems.filter((problem) => problem.startsWith(principal.name));
  return { plan, period, today, drawn: { ...drawn, problems: own } };
}

/** The credit an imagined deal would be, at the end of all others. */
function imagine(
  wanted: WhatIf,
  of: { version: PlanVersion; employeeId: string; today: CalendarDate },
): Credit {
  const amount = parseMoney(wanted.amount).minor;
  const cost = wanted.cost ? parseMoney(wanted.cost).minor : 0n;
  if (cost > amount)
    throw invalidInput([{ path: 'cost', message: 'It costs more than it brings' }]);
  const bps = Number(readPercent(wanted.share) ?? 0n);
  const id = 'imagined';
  const { basis } = of.version;
  const others = bps < WHOLE_BPS ? [{ employeeId: 'others', bps: WHOLE_BPS - bps }] : [];
  const [credit] = creditsOf({
    deal: { id, amount, cost, shares: [{ employeeId: of.employeeId, bps }, ...others] },
    employeeId: of.employeeId,
    events: [{ event: { id, basis, amount, on: of.today }, version: of.version, basis }],
    before: NO_STANDING,
  });
  if (!credit) throw new Error('an imagined deal was not credited');
  return credit;
}

function compareWith(
  credit: Credit,
  of: { versions: PlanVersion[]; quota: bigint | null; before: Reckoning },
): WhatIfAnswer {
  const after = reckon({
    ...{ versions: of.versions, quota: of.quota, broughtForward: 0n, adjustments: [] },
    credits: [...of.before.lines, credit],
    bonuses: [{ sourceId: 'bonuses', amount: of.before.bonuses, on: credit.on }],
  });
  const line = after.lines.find(({ eventId }) => eventId === credit.eventId);
  if (!line) throw new Error('an imagined deal has no line');
  return {
    ...{ credit: companyMoney(line.credit), pieces: piecesOf(line.pieces) },
    ...{ payout: companyMoney(line.payout), cut: companyMoney(after.cut - of.before.cut) },
    earnedBefore: companyMoney(earnedBy(of.before)),
    earnedAfter: companyMoney(earnedBy(after)),
  };
}

/** What a period itself has earned: without what other ones left or disputes have found. */
function earnedBy({ commission, bonuses, cut }: Reckoning): bigint {
  return commission + bonuses - cut;
}
