import { incentiveRunKind } from '../../approvals/incentive-run/definition';
import { addDays, type CalendarDate } from '../../domain/dates/calendar';
import { periodOf, type IncentivePeriod } from '../../domain/incentives/periods';
import { toMoneyWire } from '../../domain/money/money';
import { drawStatements } from '../../modules/incentives/draw-statements';
import { requirePlan, type Plan } from '../../modules/incentives/plan-store';
import { writeRun } from '../../modules/incentives/use-cases/draw-run';
import { creditStatements, postRun } from '../../modules/incentives/use-cases/publish-run';
import type { Transaction } from '../../platform/database/database';
import type { History } from './history';
import { HISTORY_ENDS_ON, officeTime } from './office-hours';
import { writePastRequest } from './past-request';
import { seededRandom } from './random';
import { isoInstant } from './rows';

/** Of its own, so that incentives took nothing from the numbers everything else is made of. */
const INCENTIVES_SEED = 20_261_206;
const FIRST_DAY: CalendarDate = '2025-01-01';
const LAKH = 10_000_000;
/** What each seller is to bring in a quarter, in lakhs of rupees, from a day on. */
const QUOTAS: [login: string, from: CalendarDate, lakhs: number][] = [
  ['sales.rep', FIRST_DAY, 40],
  ['sales.rep2', FIRST_DAY, 30],
  ['sales.manager', FIRST_DAY, 20],
  ['sales.rep', '2026-01-01', 42],
  ['sales.rep2', '2026-01-01', 35],
  ['sales.manager', '2026-01-01', 25],
];
/** In basis points: of the quota from where on, and what is paid of what is above. */
const VERSIONS: { from: CalendarDate; to: CalendarDate | null; tiers: [number, number][] }[] = [
  {
    from: FIRST_DAY,
    to: '2025-12-31',
    tiers: [
      [0, 100],
      [10_000, 200],
    ],
  },
  {
    from: '2026-01-01',
    to: null,
    tiers: [
      [0, 120],
      [10_000, 200],
      [15_000, 250],
    ],
  },
];

/** Adds the plan of those who sell: by what customers have paid, in tiers of each one's quota. @returns its id */
export function writeIncentivePlan(shared: History): string {
  const { rows, staff } = shared;
  const random = seededRandom(INCENTIVES_SEED);
  const [id, finance] = [random.uuid(), staff.by('finance').id];
  const at = isoInstant(officeTime(FIRST_DAY, 12, 0));
  rows.add('incentive_plan', {
    ...{ id, name: 'Sales commission', department_id: staff.departmentId('Sales') },
    ...{ period: 'quarter', created_by: finance, created_at: at },
  });
  for (const [index, { from, to, tiers }] of VERSIONS.entries()) {
    const versionId = random.uuid();
    rows.add('incentive_plan_version', {
      ...{ id: versionId, plan_id: id, number: index + 1, from_on: from, to_on: to },
      ...{ basis: 'paid', measure: 'revenue', scale: 'quota', cap_minor: null },
      ...{ set_by: finance, set_at: at },
    });
    for (const [place, [start, rate_bps]] of tiers.entries())
      rows.add('incentive_tier', {
        ...{ version_id: versionId, ordinal: place + 1, rate_bps },
        band: `[${start},${tiers[place + 1]?.[0] ?? ''})`,
      });
  }
  for (const login of new Set(QUOTAS.map(([seller]) => seller)))
    rows.add('incentive_member', {
      ...{ id: random.uuid(), plan_id: id, employee_id: staff.by(login).id },
      ...{ from_on: FIRST_DAY, to_on: null, set_by: finance },
    });
  for (const [login, from_on, lakhs] of QUOTAS)
    rows.add('incentive_quota', {
      ...{ plan_id: id, employee_id: staff.by(login).id, from_on, set_by: finance, set_at: at },
      amount_minor: `${lakhs * LAKH}`,
    });
  rows.add('incentive_bonus', {
    ...{ id: random.uuid(), plan_id: id, name: 'Monsoon push', set_by: finance },
    ...{ from_on: '2026-06-01', to_on: '2026-08-31', least_minor: `${20 * LAKH}` },
    amount_minor: '2500000',
  });
  return id;
}

/** Signs and publishes each quarter that is over, once deals have their credits; the last one goes on. */
export async function writeIncentiveRuns(
  tx: Transaction,
  shared: History,
  planId: string,
): Promise<void> {
  const history: History = { ...shared, random: seededRandom(INCENTIVES_SEED + 1) };
  const plan = await requirePlan(tx, planId);
  let period = periodOf(plan.period, FIRST_DAY);
  while (period.to < HISTORY_ENDS_ON) {
    await runPeriod(tx, history, { plan, period });
    period = periodOf(plan.period, addDays(period.to, 1));
  }
}

async function runPeriod(
  tx: Transaction,
  history: History,
  { plan, period }: { plan: Plan; period: IncentivePeriod },
): Promise<void> {
  const { staff, random } = history;
  const drawn = await drawStatements(tx, { plan, period });
  const [problem] = drawn.problems;
  if (problem) throw new Error(`incentives of ${period.name}: ${problem}`);
  const finance = staff.by('finance');
  const runId = await writeRun(tx, finance, { plan, period, drawn });
  const submittedAt = officeTime(addDays(period.to, 6), 11, random.between(0, 59));
  const payable = drawn.statements.reduce((sum, { reckoning }) => sum + reckoning.payable, 0n);
  const [run] = await tx.query<{ hash: string }>('SELECT hash FROM incentive_run WHERE id = $1', [
    runId,
  ]);
  const { closedAt } = writePastRequest(history, {
    ...{ kind: incentiveRunKind, requester: staff.by('admin'), subjectId: runId, submittedAt },
    ...{ outcome: 'approved', rejection: '' },
    details: {
      ...{ runId, plan: plan.name, period: period.name, departmentId: plan.departmentId },
      ...{ department: 'Sales', people: drawn.statements.length, hash: run?.hash ?? '' },
      payable: toMoneyWire({ minor: payable, currency: 'INR' }),
    },
  });
  tx.send(
    `UPDATE incentive_run SET status = 'published', drawn_at = $2, published_at = $3, relayed_revision = revision
     WHERE id = $1`,
    [runId, isoInstant(submittedAt - 3_600_000), isoInstant(closedAt + 60_000)],
  );
  await creditStatements(tx, { runId, planId: plan.id });
  await postRun(tx, runId);
  await payOut(tx, runId, addDays(period.to, 30));
}

/** What was owed to the sellers has been paid with the salaries of the month after. */
async function payOut(tx: Transaction, runId: string, on: CalendarDate): Promise<void> {
  await tx.query(
    `SELECT post_entry('incentive-statement', s.id, 'paid', $2, $2, left('Incentives paid to ' || e.name, 300), NULL,
       jsonb_build_array(
         jsonb_build_object('account_id', account_for('reimbursements'), 'debit_minor', s.payable_minor,
           'item_kind', 'incentive-statement', 'item_id', s.id, 'party', e.name),
         jsonb_build_object('account_id', account_for('bank'), 'credit_minor', s.payable_minor)))
     FROM incentive_statement s JOIN employee e ON e.id = s.employee_id
     WHERE s.run_id = $1 AND s.payable_minor > 0 ORDER BY e.name`,
    [runId, on],
  );
}
