import { effects } from '../../approvals/effects';
import type { Principal } from '../../domain/access/principal';
import type { PlanStep } from '../../domain/approvals/plan';
import type { ApprovalDeps } from '../../modules/approvals/deps';
import { decideApproval } from '../../modules/approvals/use-cases/decide-approval';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import { submitRequest } from '../../modules/approvals/use-cases/submit-request';
import { startTestApi, type TestApi } from './api';
import type { Persona } from './company';

const INDIA = 'Asia/Kolkata';

/** The small company at a time of the suite's own, its alarms rung by hand. Begin each test with `reset`. */
export async function startMovedTime() {
  const api: TestApi = await startTestApi();
  const time = { now: new Date(0) };
  const deps: ApprovalDeps = {
    ...api.deps.approvals,
    effects,
    clock: { now: () => time.now },
  };
  const idOf = (persona: Persona) => api.company.people[persona];
  let asked = 0;
  const world = { api, time, deps, idOf };
  return {
    ...world,
    /** Everybody back at the default location, without digests, on that Friday. */
    async reset() {
      await backHome(api);
      time.now = new Date('2027-01-15T15:00:00+05:30');
    },
    principalOf: (persona: Persona, roles: string[] = ['employee']) =>
      ({
        id: idOf(persona),
        roles,
        headsDepartmentIds: [],
        granted: {},
        zone: INDIA,
        departmentId: null,
      }) as unknown as Principal,
    moveTo: (persona: Persona, place: Place) => moveTo(world, persona, place),
    waiting: (change: Partial<PlanStep> = {}) => waiting(world, asked++, change),
    times: (requestId: string) => times(api, requestId),
    dueOf: async (requestId: string) => (await times(api, requestId)).due,
    tasksOf: (requestId: string) => tasksOf(api, requestId),
    mails: (where: string) => mails(api, where),
    approve: (requestId: string, persona: Persona, receivedAt: Date) => {
      const door = { channel: 'app', approvalId: requestId, approverId: idOf(persona) } as const;
      return decideApproval(deps, { door, verdict: 'approve', receivedAt });
    },
  };
}

interface World {
  api: TestApi;
  deps: ApprovalDeps;
  idOf: (persona: Persona) => string;
}

interface Place {
  zone: string;
  hours: [number, number][];
  days?: number[];
  /** `2027-01-17`, or `2027-01-17 am` for half of it. */
  off?: string[];
}

/** A place of somebody's own, with a week and days off; the zone is the person's. */
async function moveTo({ api, idOf }: World, persona: Persona, place: Place): Promise<void> {
  const spans = place.hours.map(([from, to]) => ({ from: from * 60, to: to * 60 }));
  const weekly = (place.days ?? [1, 2, 3, 4, 5]).map((weekday) => ({ weekday, spans }));
  const name = `${persona} ${Math.random()}`;
  await api.db.query(
    `WITH c AS (INSERT INTO work_calendar (name, weekly) VALUES ($1, $2) RETURNING id),
     h AS (INSERT INTO calendar_holiday (calendar_id, on_date, name, half)
       SELECT c.id, split_part(off, ' ', 1)::date, 'Off', nullif(split_part(off, ' ', 2), '') FROM c, unnest($5::text[]) AS off),
     l AS (INSERT INTO location (name, zone, calendar_id) SELECT $1, $3, id FROM c RETURNING id)
     UPDATE employee SET location_id = l.id, zone = $3 FROM l WHERE employee.id = $4`,
    [name, JSON.stringify(weekly), place.zone, idOf(persona), place.off ?? []],
  );
}

async function backHome(api: TestApi): Promise<void> {
  await api.db.query(
    `UPDATE employee SET location_id = NULL, zone = $1, digest_at = NULL, digest_sent_on = NULL, active = true`,
    [INDIA],
  );
}

/** A leave of sales.rep with its first stage open at `now`, its first step changed as told. */
async function waiting(
  { api, deps, idOf }: World,
  asked: number,
  change: Partial<PlanStep>,
): Promise<string> {
  const offset = Math.floor(asked / 5) * 7 + (asked % 5);
  const on = new Date(Date.UTC(2027, 2, 1 + offset)).toISOString().slice(0, 10);
  const { approvalId } = await submitRequest(deps, {
    kind: 'leave',
    requester: {
      id: idOf('sales.rep'),
      name: 'sales.rep',
      departmentId: null,
      zone: INDIA,
    },
    request: { type: 'unpaid', from: on, to: on, fromHalf: 'am', toHalf: 'pm', reason: 'Away' },
  });
  await api.db.query(
    `UPDATE approval_request SET plan = jsonb_set(plan, '{steps,0}', plan#>'{steps,0}' || $2::jsonb) WHERE id = $1`,
    [approvalId, JSON.stringify(change)],
  );
  await openStage(deps, { requestId: approvalId, stage: 0 });
  return approvalId;
}

async function times(api: TestApi, requestId: string) {
  const [row] = await api.db.query<Record<'remind' | 'due' | 'escalate' | 'expires', Date | null>>(
    `SELECT remind_at AS remind, due_at AS due, escalate_at AS escalate, expires_at AS expires
     FROM approval_step WHERE request_id = $1 AND stage = 0`,
    [requestId],
  );
  return row!;
}

async function tasksOf(api: TestApi, requestId: string): Promise<string[]> {
  const rows = await api.db.query<{ task: string }>(
    `SELECT split_part(e.email::text, '@', 1) || ' ' || t.status AS task FROM approval_task t
     JOIN employee e ON e.id = t.approver_id WHERE t.request_id = $1 ORDER BY t.created_at, t.id`,
    [requestId],
  );
  return rows.map(({ task }) => task);
}

async function mails(
  api: TestApi,
  where: string,
): Promise<{ template: string; to: string; props: never }[]> {
  return api.db.query(
    `SELECT template, split_part(to_address, '@', 1) AS "to", props FROM mail WHERE ${where} ORDER BY created_at, message_id`,
  );
}
