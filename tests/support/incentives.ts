import { randomUUID } from 'node:crypto';
import { PERSONAS } from './company';
import type {
  IncentiveRunWire,
  StatementContent,
  StatementRowWire,
  StatementWire,
} from '../../domain/wire/incentives';
import type { PlanWire } from '../../domain/wire/incentive-plans';
import {
  postIncentiveRun,
  publishIncentiveRun,
} from '../../modules/incentives/use-cases/publish-run';
import type { TestAnswer, TestApi } from './api';
import { workOn } from './worker-by-hand';
import type { Persona } from './company';
import { inr } from './finance';

/** What happened of a deal; amounts in whole rupees or with paise. */
interface Happened {
  basis: 'won' | 'invoiced' | 'paid' | 'refunded';
  amount: string;
  on: string;
  reverses?: string;
}

/** Two tiers: 5 % up to ten lakh, 8 % above. */
export const TIERS = [
  { from: '0', rate: '5' },
  { from: '1000000.00', rate: '8' },
];

const minor = (amount: string) => {
  const [whole = '0', rest = ''] = amount.split('.');
  return whole + rest.padEnd(2, '0');
};

/** What suites do with incentives. */
export function incentivesOf(api: () => TestApi) {
  const idOf = (persona: Persona) => api().company.people[persona];
  const call = async (persona: Persona, method: string, path: string, body?: object) =>
    (await api().as(persona)).call(method, path, { body });
  const done = async <Answer>(persona: Persona, method: string, path: string, body?: object) => {
    const answer = await call(persona, method, path, body);
    expect([path, answer.status < 300, answer.body]).toEqual([path, true, expect.anything()]);
    return answer.body as Answer;
  };
  return {
    ...{ idOf, call, done },
    /** A plan of Sales with a version; people are on it from its first day. */
    async plan(of: {
      from: string;
      people: Persona[];
      version?: object;
      period?: 'month' | 'quarter';
    }): Promise<PlanWire> {
      const plan = await done<PlanWire>('hr', 'POST', '/incentive-plans', {
        name: `Plan ${randomUUID()}`,
        departmentId: api().company.departments.Sales,
        period: of.period ?? 'quarter',
      });
      await done('hr', 'POST', `/incentive-plans/${plan.id}/versions`, {
        ...{ from: of.from, basis: 'paid', measure: 'revenue', scale: 'amount', tiers: TIERS },
        ...{ cap: null, ...of.version },
      });
      for (const persona of of.people)
        await done('hr', 'POST', `/incentive-plans/${plan.id}/members`, {
          ...{ employeeId: idOf(persona), from: of.from, to: null },
        });
      return done<PlanWire>('hr', 'GET', `/incentive-plans/${plan.id}`);
    },
    /** A won deal with what came of it; shares in basis points. */
    async deal(of: {
      amount: string;
      cost?: string;
      currency?: string;
      shares?: Partial<Record<Persona, number>>;
      events: Happened[];
    }): Promise<string> {
      const { db, company } = api();
      const id = randomUUID();
      const shares = of.shares ?? { 'sales.rep': 10_000 };
      await db.transaction(async (tx) => {
        const [customer] = await tx.query<{ id: string }>(
          `INSERT INTO customer (name, owner_id, department_id) VALUES ($1, $2, $3) RETURNING id`,
          [`Customer ${id}`, idOf('sales.rep'), company.departments.Sales],
        );
        await tx.query(
          `INSERT INTO deal (id, number, name, customer_id, owner_id, department_id, stage, currency, amount_minor,
             cost_minor, expected_on, closed_on, close_reason)
           VALUES ($1, $2, 'Order desk', $3, $4, $5, 'won', $6, $7, $8, '2026-01-05', '2026-01-05', 'price')`,
          [
            ...[id, `D-${id.slice(0, 8)}`, customer!.id, idOf('sales.rep')],
            ...[company.departments.Sales, of.currency ?? 'INR', minor(of.amount)],
            minor(of.cost ?? '0'),
          ],
        );
        await tx.query(`INSERT INTO deal_stage_change (deal_id, to_stage) VALUES ($1, 'won')`, [
          id,
        ]);
        for (const [persona, bps] of Object.entries(shares))
          await tx.query('INSERT INTO deal_split (deal_id, employee_id, bps) VALUES ($1, $2, $3)', [
            ...[id, idOf(persona as Persona), bps],
          ]);
      });
      for (const event of of.events) await this.happens(id, event);
      return id;
    },
    async happens(dealId: string, { basis, amount, on, reverses }: Happened): Promise<string> {
      const [row] = await api().db.query<{ id: string }>(
        `INSERT INTO deal_credit (deal_id, basis, amount_minor, credited_on, reference, reverses_id)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [dealId, basis, minor(amount), on, `R-${randomUUID()}`, reverses ?? null],
      );
      return row!.id;
    },
    draw: (planId: string, on: string) =>
      done<IncentiveRunWire>('finance', 'POST', '/incentive-runs', { planId, on }),
    /** Asks for a run's signatures as the admin and signs as the head and finance. */
    async sign(runId: string, verdict: 'approve' | 'reject' = 'approve'): Promise<string> {
      const { approvalId } = await done<{ approvalId: string }>(
        ...(['admin', 'POST', `/incentive-runs/${runId}/approvals`, {}] as const),
      );
      for (const persona of ['sales.head', 'finance'] as const) {
        if ((await workOn(api(), approvalId)) !== 'pending') break;
        await done(persona, 'POST', `/approvals/${approvalId}/decisions`, { verdict });
      }
      await workOn(api(), approvalId);
      return approvalId;
    },
    /** What the workflow does once a run is signed. */
    async publish(runId: string): Promise<void> {
      await publishIncentiveRun(api().deps, { runId });
      await postIncentiveRun(api().deps, { runId });
    },
    async run(planId: string, on: string): Promise<IncentiveRunWire> {
      const { id } = await this.draw(planId, on);
      await this.sign(id);
      await this.publish(id);
      return done<IncentiveRunWire>('finance', 'GET', `/incentive-runs/${id}`);
    },
    async statement(runId: string, persona: Persona, as: Persona = 'finance') {
      const path = `/incentive-statements?runId=${runId}&employeeId=${idOf(persona)}`;
      const { items } = await done<{ items: StatementRowWire[] }>(as, 'GET', path);
      return done<StatementWire>(as, 'GET', `/incentive-statements/${items[0]!.id}`);
    },
    /** The personas that get 200 for a path. */
    async seenBy(path: string): Promise<Persona[]> {
      const seen: Persona[] = [];
      for (const persona of PERSONAS)
        if ((await call(persona, 'GET', path)).status === 200) seen.push(persona);
      return seen;
    },
    inr,
  };
}

/** A refusal: its status, and what it says of which field. */
export const refused = ({ status, body }: TestAnswer) => {
  const { detail, errors } = body as {
    detail?: string;
    errors?: { path: string; message: string }[];
  };
  return [status, errors?.map(({ path, message }) => `${path}: ${message}`).join() ?? detail];
};

/** What a statement comes to, in amounts. */
export const totals = ({ totals: of }: StatementContent) =>
  Object.fromEntries(Object.entries(of).map(([name, { amount }]) => [name, amount]));
