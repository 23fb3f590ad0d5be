import { randomUUID } from 'node:crypto';
import type { Random } from '../../../db/demo/random';
import { emailOf, PASSWORD, type Persona } from '../company';
import type { Plant } from './plant';

/** What one approval of the load is: known before the first call, so that one seed gives the same load. */
export interface Errand {
  kind: ErrandKind;
  requester: Persona;
  path: string;
  body: Record<string, unknown>;
  /** What the first signature says; those behind it approve. */
  verdict: 'approve' | 'reject';
  /** Approve and reject are pressed at the same moment: either may win, and only one. */
  contested: boolean;
  /** In the record's text, so that it is found even if no answer ever came. */
  mark: string;
  key: string;
  /** The leave that is to be cancelled once it is approved. */
  after?: Errand;
  approvalId?: string;
  /** What was acknowledged to have been decided, by step. */
  acknowledged: Map<string, Set<string>>;
}

/** The kinds a load is mixed of. */
type ErrandKind = 'leave' | 'expense-claim' | 'project-go-live' | 'leave-change';

const REQUESTERS: Persona[] = ['sales.rep', 'sales.rep2', 'consultant', 'consultant2'];

/** Of ten: five leaves (two of them longer and signed twice), three claims (one large), one go-live, one change of leave. */
const MIX: ErrandKind[] = [
  ...(['leave', 'expense-claim', 'leave', 'project-go-live', 'leave'] as const),
  ...(['expense-claim', 'leave', 'expense-claim', 'leave', 'leave-change'] as const),
];

/** Plans a load of so many approvals. */
export function planErrands(count: number, random: Random): Errand[] {
  const days = new Map<Persona, number>();
  const errands: Errand[] = [];
  for (let index = 0; index < count; index++) {
    const kind = MIX[index % MIX.length] as ErrandKind;
    const mark = `errand ${index} ${random.hex(4)}`;
    const requester = REQUESTERS[index % REQUESTERS.length] as Persona;
    const errand: Errand = {
      ...{ kind, requester, mark, path: '', body: {}, key: random.uuid() },
      verdict: random.chance(0.2) ? 'reject' : 'approve',
      contested: random.chance(0.1),
      acknowledged: new Map(),
    };
    if (kind === 'leave') planLeave(errand, days, random);
    if (kind === 'expense-claim') planClaim(errand, random);
    if (kind === 'project-go-live') planGoLive(errand);
    if (kind === 'leave-change') planChange(errand, errands);
    errands.push(errand);
  }
  return errands;
}

function planLeave(errand: Errand, days: Map<Persona, number>, random: Random): void {
  const day = days.get(errand.requester) ?? 0;
  days.set(errand.requester, day + 1);
  const week = Math.floor(day / 5);
  const on = new Date(Date.UTC(2027, 2, 1 + week * 7 + (day % 5))).toISOString().slice(0, 10);
  const type = random.chance(0.7) ? 'casual' : 'unpaid';
  errand.path = '/leave-requests';
  errand.body = { type, from: on, to: on, reason: errand.mark };
}

function planClaim(errand: Errand, random: Random): void {
  const rupees = random.chance(0.33) ? random.between(25_001, 90_000) : random.between(100, 24_000);
  const amount = { amount: `${rupees}.50`, currency: 'INR' };
  const line = { date: '2026-11-02', category: 'travel', amount, description: 'Taxi' };
  errand.path = '/expense-claims';
  errand.body = { title: errand.mark, lines: [line] };
}

function planGoLive(errand: Errand): void {
  errand.requester = 'consultant';
  errand.path = '/projects/:project/go-lives';
  errand.body = { plannedOn: '2027-02-01', notes: errand.mark };
}

/** Takes back the last leave that is sure to be approved; without one it is a claim. */
function planChange(errand: Errand, earlier: Errand[]): void {
  const taken = new Set(earlier.map(({ after }) => after));
  const leave = earlier.findLast(
    (one) => one.kind === 'leave' && one.verdict === 'approve' && !one.contested && !taken.has(one),
  );
  if (!leave) {
    errand.kind = 'expense-claim';
    errand.path = '/expense-claims';
    const amount = { amount: '120.00', currency: 'INR' };
    const line = { date: '2026-11-02', category: 'travel', amount, description: 'Taxi' };
    errand.body = { title: errand.mark, lines: [line] };
    return;
  }
  errand.after = leave;
  errand.requester = leave.requester;
  errand.path = '/leave-requests/:leave/changes';
  errand.body = { action: 'cancel', reason: errand.mark };
}

/** Gives the requesters leave to ask for, and the go-lives a project each. Fills in the paths. */
export async function prepareErrands(plant: Plant, errands: Errand[]): Promise<void> {
  // So that every weekday is a working day.
  await plant.db.query('DELETE FROM calendar_holiday');
  await plant.db.query('DELETE FROM holiday');
  await plant.db.query(
    `WITH granted AS (
       INSERT INTO leave_ledger (employee_id, type, entry, units, effective_on, source)
       SELECT id, 'casual', 'grant', 30000, current_date, 'the faults' FROM employee WHERE email = ANY($1)
       RETURNING employee_id, type, units
     )
     INSERT INTO leave_balance (employee_id, type, granted) SELECT * FROM granted
     ON CONFLICT (employee_id, type) DO UPDATE SET granted = leave_balance.granted + excluded.granted`,
    [REQUESTERS.map(emailOf)],
  );
  for (const errand of errands.filter(({ kind }) => kind === 'project-go-live')) {
    const project = randomUUID();
    await plant.db.query(
      `WITH made AS (
         INSERT INTO project (id, code, name, customer, department_id, manager_id, status, starts_on)
         SELECT $1, $2, $3, 'A customer', e.department_id, e.id, 'active', '2026-01-05'
         FROM employee e WHERE e.email = 'consulting.manager@netra.example' RETURNING id
       )
       INSERT INTO project_member (project_id, employee_id)
       SELECT made.id, e.id FROM made, employee e WHERE e.email = $4`,
      [project, `F-${errand.mark}`, errand.mark, emailOf(errand.requester)],
    );
    errand.path = errand.path.replace(':project', project);
  }
}

/** Signs everybody in while all is well. */
export async function signIn(plant: Plant, personas: readonly Persona[]) {
  const tokens = new Map<string, string>();
  for (const persona of personas) {
    const answer = await fetch(`${plant.urls[0]}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: emailOf(persona), password: PASSWORD }),
    });
    tokens.set(emailOf(persona), ((await answer.json()) as { token: string }).token);
  }
  return tokens;
}
