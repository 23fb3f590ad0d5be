import { leaveEffects } from '../../approvals/leave/effects';
import { leaveRequestSchema, type LeaveDetails } from '../../approvals/leave/definition';
import type { Outcome } from '../../domain/approvals/vocabulary';
import { DomainError } from '../../domain/errors';
import type { LeaveBalance } from '../../domain/wire/records';
import { submitRequest } from '../../modules/approvals/use-cases/submit-request';
import { accrueLeave } from '../../modules/leave/use-cases/accrue-leave';
import { startTestApi } from './api';
import type { Persona } from './company';

/** What was answered, or the refusal's code with what it carries. */
type Asked = Record<string, unknown>;

/** The small company over years of the suite's own, in which nobody is given anything but those whom a test lets join. */
export async function startLeaveYears() {
  const api = await startTestApi();
  const time = { now: new Date('2026-11-28T12:00:00+05:30') };
  const clock = { now: () => time.now };
  const idOf = (persona: Persona) => api.company.people[persona];
  const everybodyToCome = () => api.db.query("UPDATE employee SET joined_on = '2099-01-01'");
  await everybodyToCome();
  const asking = new Map<Persona, number>();
  /** Whoever is still to come is here while they ask, and no longer: they are given nothing meanwhile. */
  const here = async <Answer>(persona: Persona, ask: () => Promise<Answer>): Promise<Answer> => {
    const move = (from: string, to: string) =>
      api.db.query('UPDATE employee SET joined_on = $3 WHERE id = $1 AND joined_on = $2', [
        ...[idOf(persona), from, to],
      ]);
    asking.set(persona, (asking.get(persona) ?? 0) + 1);
    await move('2099-01-01', '1999-12-31');
    try {
      return await ask();
    } finally {
      const left = asking.get(persona)! - 1;
      asking.set(persona, left);
      if (left === 0) await move('1999-12-31', '2099-01-01');
    }
  };
  return {
    ...{ api, idOf, everybodyToCome },
    at: (date: string) => (time.now = new Date(`${date}T12:00:00+05:30`)),
    run: () => accrueLeave({ db: api.db, clock }, { after: null }),
    joined: (persona: Persona, date: string) =>
      api.db.query('UPDATE employee SET joined_on = $2 WHERE id = $1', [idOf(persona), date]),

    async balance(persona: Persona, type: string, asOf?: string): Promise<LeaveBalance> {
      const query = asOf ? `?asOf=${asOf}` : '';
      const { body } = await (await api.as(persona)).get(`/leave-balances${query}`);
      return (body as { items: LeaveBalance[] }).items.find((item) => item.type === type)!;
    },

    /** Asks at the suite's time, which no session would outlive: so not over HTTP. */
    async ask(persona: Persona, body: object): Promise<Asked> {
      const request = leaveRequestSchema.parse({ reason: 'Some days away', ...body });
      const departmentId = null;
      const requester = { id: idOf(persona), name: persona, departmentId, zone: 'Asia/Kolkata' };
      try {
        const { answer, ...submitted } = await here(persona, () =>
          submitRequest({ ...api.deps.approvals, clock }, { kind: 'leave', request, requester }),
        );
        return { ...submitted, ...answer };
      } catch (error) {
        if (error instanceof DomainError) return { code: error.code, ...error.details };
        throw error;
      }
    },

    close(asked: Asked, persona: Persona, outcome: Outcome) {
      const { id, approvalId } = asked as { id: string; approvalId: string };
      return api.db.transaction((tx) =>
        leaveEffects.close(tx, {
          ...{ approvalId, subjectId: id, requesterId: idOf(persona), version: 1, outcome },
          details: undefined as unknown as LeaveDetails,
        }),
      );
    },

    /** Gives days for good, as HR does. */
    async give(persona: Persona, type: string, days: string): Promise<void> {
      const body = { employeeId: idOf(persona), type, days, reason: 'To begin with' };
      const { status } = await (await api.as('admin')).post('/leave-adjustments', body);
      if (status !== 201) throw new Error(`${persona} was given nothing: ${status}`);
    },
  };
}

/** The suite's company. */
export type LeaveYears = Awaited<ReturnType<typeof startLeaveYears>>;

/** What is left in each bucket, as people read it. */
export function left({ buckets }: LeaveBalance): Record<string, string> {
  return Object.fromEntries(buckets.map((bucket) => [bucket.name, bucket.left]));
}
