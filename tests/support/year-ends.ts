import type { LeaveLedgerRow } from '../../domain/wire/leave-accounts';
import type { LeavePayableWire } from '../../domain/wire/leave-pay';
import type { LeaveYearRowWire, LeaveYearRunWire } from '../../domain/wire/leave-years';
import { endLeaveYearBatch } from '../../modules/leave/use-cases/end-leave-year-batch';
import { accrueLeave } from '../../modules/leave/use-cases/accrue-leave';
import { startTestApi } from './api';
import { PERSONAS, type Persona } from './company';

/** The small company at the end of a year, with an API that takes the suite's time for now. */
export async function startYearEnds() {
  // Nobody could sign in at the suite's time: their session would be over.
  const time = { now: new Date() };
  const clock = { now: () => time.now };
  const api = await startTestApi({ clock });
  const idOf = (persona: Persona) => api.company.people[persona];
  for (const persona of PERSONAS) await api.as(persona);
  time.now = new Date('2025-12-15T12:00:00Z');
  const hr = await api.as('hr');
  const get = async <Answer>(persona: Persona, path: string) =>
    (await (await api.as(persona)).get(path)).body as Answer;
  await api.db.query("UPDATE employee SET joined_on = '2099-01-01'");
  return {
    ...{ api, idOf, hr, get },
    at: (instant: string) => (time.now = new Date(instant)),
    /** What the schedule does. */
    accrue: () => accrueLeave({ db: api.db, clock }, { after: null }),
    /** What one batch of the workflow does. */
    batch: (runId: string) => endLeaveYearBatch({ db: api.db, clock }, { runId }),
    joined: (persona: Persona, date: string) =>
      api.db.query('UPDATE employee SET joined_on = $2 WHERE id = $1', [idOf(persona), date]),
    put: (path: string, body: object) => hr.call('PUT', path, { body }),
    async draw(year: number, departmentId?: string): Promise<LeaveYearRunWire> {
      const { status, body } = await hr.post('/leave-year-runs', { year, departmentId });
      if (status !== 201) throw new Error(`nothing was drawn up: ${JSON.stringify(body)}`);
      return body;
    },
    async rows(runId: string, filters = ''): Promise<LeaveYearRowWire[]> {
      const path = `/leave-year-rows?runId=${runId}&limit=200${filters}`;
      return (await get<{ items: LeaveYearRowWire[] }>('hr', path)).items;
    },
    async row(runId: string, persona: Persona, type: string) {
      const rows = await this.rows(runId, `&type=${type}`);
      return rows.find(({ employee }) => employee.id === idOf(persona));
    },
    ledger: async (persona: Persona, type: string) =>
      (
        await get<{ items: LeaveLedgerRow[] }>(
          persona,
          `/leave-ledger?employeeId=${idOf(persona)}&type=${type}&limit=200`,
        )
      ).items,
    payables: async (persona: Persona) =>
      (await get<{ items: LeavePayableWire[] }>(persona, '/leave-payables?limit=200')).items,
  };
}

/** The suite's company. */
export type YearEnds = Awaited<ReturnType<typeof startYearEnds>>;
