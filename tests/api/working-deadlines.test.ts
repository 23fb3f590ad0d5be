import { effects } from '../../approvals/effects';
import type { PlanStep } from '../../domain/approvals/plan';
import type { ApprovalDeps } from '../../modules/approvals/deps';
import { chooseDigest } from '../../modules/approvals/use-cases/choose-digest';
import { decideApproval } from '../../modules/approvals/use-cases/decide-approval';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import { reassignTask } from '../../modules/approvals/use-cases/reassign-task';
import { escalateStep, expireStep } from '../../modules/approvals/use-cases/ring-alarm';
import { sendDigests } from '../../modules/approvals/use-cases/send-digests';
import { submitRequest } from '../../modules/approvals/use-cases/submit-request';
import type { Principal } from '../../domain/access/principal';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';

jest.setTimeout(60_000);

const STEP = { stage: 0, stepKey: 'reporting-manager' };
const HOUR = 3_600_000;

let api: TestApi;
let deps: ApprovalDeps;
let now: Date;

beforeAll(async () => {
  api = await startTestApi();
  deps = { ...api.deps.approvals, effects, clock: { now: () => now } };
});
afterAll(() => api?.stop());

const INDIA = 'Asia/Kolkata';
const idOf = (persona: Persona) => api.company.people[persona];
const principalOf = (persona: Persona, roles: string[] = ['employee']) =>
  ({
    id: idOf(persona),
    roles,
    departmentIds: [],
    zone: INDIA,
    departmentId: null,
  }) as unknown as Principal;

/** A place of somebody's own, with a week and days off; the zone is the person's. */
async function moveTo(
  persona: Persona,
  place: { zone: string; hours: [number, number][]; days?: number[]; off?: string[] },
): Promise<void> {
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

async function backHome(): Promise<void> {
  await api.db.query(
    `UPDATE employee SET location_id = NULL, zone = $1, digest_at = NULL, digest_sent_on = NULL, active = true`,
    [INDIA],
  );
}

let asked = 0;

/** A leave of sales.rep with its first stage open at `now`, its first step changed as told. */
async function waiting(change: Partial<PlanStep> = {}): Promise<string> {
  const offset = Math.floor(asked / 5) * 7 + (asked++ % 5);
  const on = new Date(Date.UTC(2027, 2, 1 + offset)).toISOString().slice(0, 10);
  const { approvalId } = await submitRequest(deps, {
    kind: 'leave',
    requester: {
      id: idOf('sales.rep'),
      name: 'sales.rep',
      departmentId: null,
      zone: INDIA,
    } as never,
    request: { type: 'unpaid', from: on, to: on, fromHalf: 'am', toHalf: 'pm', reason: 'Away' },
  });
  await api.db.query(
    `UPDATE approval_request SET plan = jsonb_set(plan, '{steps,0}', plan#>'{steps,0}' || $2::jsonb) WHERE id = $1`,
    [approvalId, JSON.stringify(change)],
  );
  await openStage(deps, { requestId: approvalId, stage: 0 });
  return approvalId;
}

async function times(requestId: string) {
  const [row] = await api.db.query<Record<'remind' | 'due' | 'escalate' | 'expires', Date | null>>(
    `SELECT remind_at AS remind, due_at AS due, escalate_at AS escalate, expires_at AS expires
     FROM approval_step WHERE request_id = $1 AND stage = 0`,
    [requestId],
  );
  return row!;
}

const dueOf = async (requestId: string) => (await times(requestId)).due;

async function tasksOf(requestId: string): Promise<string[]> {
  const rows = await api.db.query<{ task: string }>(
    `SELECT split_part(e.email::text, '@', 1) || ' ' || t.status AS task FROM approval_task t
     JOIN employee e ON e.id = t.approver_id WHERE t.request_id = $1 ORDER BY t.created_at, t.id`,
    [requestId],
  );
  return rows.map(({ task }) => task);
}

async function mails(where: string): Promise<{ template: string; to: string; props: never }[]> {
  return api.db.query(
    `SELECT template, split_part(to_address, '@', 1) AS "to", props FROM mail WHERE ${where} ORDER BY created_at, message_id`,
  );
}

async function approve(requestId: string, persona: Persona, receivedAt: Date) {
  const door = { channel: 'app', approvalId: requestId, approverId: idOf(persona) } as const;
  return decideApproval(deps, { door, verdict: 'approve', receivedAt });
}

beforeEach(async () => {
  await backHome();
  // A Friday afternoon.
  now = new Date('2027-01-15T15:00:00+05:30');
});

describe('deadlines', () => {
  test('are counted on the approver’s calendar, in the approver’s zone', async () => {
    const standard = await waiting();
    expect((await times(standard)).due).toEqual(new Date('2027-01-19T15:00:00+05:30'));
    await moveTo('sales.manager', {
      zone: 'America/New_York',
      hours: [[9, 17]],
      off: ['2027-01-18'],
    });
    const elsewhere = await waiting();
    // Friday 4:30 in New York: the two days are Friday and, Monday being off, Tuesday.
    expect(await times(elsewhere)).toMatchObject({
      remind: new Date('2027-01-15T17:00:00-05:00'),
      due: new Date('2027-01-19T17:00:00-05:00'),
      escalate: new Date('2027-01-19T17:00:00-05:00'),
    });
  });

  test('know weeks that begin on Sunday, and halves of days off', async () => {
    const hours: [number, number][] = [
      [8, 12],
      [13, 17],
    ];
    await moveTo('sales.manager', {
      zone: 'Asia/Riyadh',
      hours,
      days: [7, 1, 2, 3, 4],
      off: ['2027-01-17 am'],
    });
    const requestId = await waiting();
    // Sunday afternoon 4 h, Monday 8 h, and half of Tuesday.
    expect(await dueOf(requestId)).toEqual(new Date('2027-01-19T12:00:00+03:00'));
  });

  test('of several approvers are the latest one’s', async () => {
    await moveTo('hr', { zone: 'America/New_York', hours: [[9, 17]], off: ['2027-01-18'] });
    await api.db.query(`UPDATE employee SET roles = roles || 'hr'::text WHERE id = $1`, [
      idOf('consultant'),
    ]);
    const requestId = await waiting({ approver: { role: 'hr' } });
    expect((await tasksOf(requestId)).sort()).toEqual(['consultant open', 'hr open']);
    expect(await dueOf(requestId)).toEqual(new Date('2027-01-19T17:00:00-05:00'));
    await api.db.query(`UPDATE employee SET roles = array_remove(roles, 'hr') WHERE id = $1`, [
      idOf('consultant'),
    ]);
  });

  test('in elapsed time keep their meaning, and a changed calendar moves nothing that is open', async () => {
    const requestId = await waiting({
      remindAfter: '24 hours',
      escalateAfter: '48 hours',
      expireAfter: '30 days',
    });
    const before = await times(requestId);
    expect(before.due).toEqual(new Date(now.getTime() + 48 * HOUR));
    expect(before.expires).toEqual(new Date(now.getTime() + 720 * HOUR));
    await moveTo('sales.manager', { zone: 'Pacific/Kiritimati', hours: [[0, 1]] });
    await openStage(deps, { requestId, stage: 0 });
    expect(await times(requestId)).toEqual(before);
  });

  test('follow a task to another person’s calendar, by whose hours that person is told', async () => {
    const requestId = await waiting();
    const { expires } = await times(requestId);
    await moveTo('hr', { zone: 'America/New_York', hours: [[9, 17]] });
    await reassignTask(deps, {
      approvalId: requestId,
      principal: principalOf('admin', ['admin']),
      fromId: idOf('sales.manager'),
      toId: idOf('hr'),
    });
    expect(await times(requestId)).toMatchObject({
      due: new Date('2027-01-18T17:00:00-05:00'),
      expires,
    });
    const [mail] = await mails(`approval_id = '${requestId}' AND to_address LIKE 'hr@%'`);
    expect(mail?.props).toMatchObject({
      dueAt: '2027-01-18T22:00:00.000Z',
      dueIn: 'in 2 working days',
    });
  });

  test('wait for somebody to mend a place that is gone, and say which', async () => {
    await api.db.query(`UPDATE location SET is_default = false`);
    await expect(waiting()).rejects.toThrow(
      'there is no working calendar for location (the default one)',
    );
    await api.db.query(`UPDATE location SET is_default = true WHERE name = 'Head office'`);
  });
});

describe('a ladder', () => {
  const ladder = { escalations: ['1 working day', '4 working hours'] } as Partial<PlanStep>;

  test('of three levels gives each its own time on its own calendar, and stops', async () => {
    await moveTo('sales.head', { zone: 'Europe/London', hours: [[9, 17]] });
    const requestId = await waiting(ladder);
    now = (await dueOf(requestId))!;
    await escalateStep(deps, { requestId, ...STEP });
    expect(await tasksOf(requestId)).toEqual(['sales.manager escalated', 'sales.head open']);
    // Tuesday 15:00 in India is 9:30 in London.
    expect(await dueOf(requestId)).toEqual(new Date('2027-01-20T09:30:00Z'));

    now = (await dueOf(requestId))!;
    await escalateStep(deps, { requestId, ...STEP });
    expect((await tasksOf(requestId)).at(-1)).toBe('admin open');
    // Wednesday 15:00 in India.
    expect(await dueOf(requestId)).toEqual(new Date('2027-01-21T10:00:00+05:30'));
    const [mail] = await mails(`approval_id = '${requestId}' AND to_address LIKE 'admin@%'`);
    expect(mail).toMatchObject({
      template: 'approval-escalated',
      props: { dueIn: 'in 4 working hours' },
    });

    now = (await dueOf(requestId))!;
    await escalateStep(deps, { requestId, ...STEP });
    expect((await tasksOf(requestId)).at(-1)).toBe('admin open');
    expect(await times(requestId)).toMatchObject({ remind: null, escalate: null });
    expect((await mails(`approval_id = '${requestId}'`)).at(-1)?.template).toBe(
      'approval-reminder',
    );
  });

  test('of one level stops below the top of the line', async () => {
    const requestId = await waiting({ escalations: ['1 working day'] });
    for (let level = 0; level < 3; level++) {
      now = (await dueOf(requestId))!;
      await escalateStep(deps, { requestId, ...STEP });
    }
    expect(await tasksOf(requestId)).toEqual(['sales.manager escalated', 'sales.head open']);
  });

  test.each(Array.from({ length: 6 }, (_, round) => [round]))(
    'that goes up while its approver decides: one of the two happens, and a decision stands (%d)',
    async () => {
      const requestId = await waiting(ladder);
      now = (await dueOf(requestId))!;
      const receivedAt = new Date(now.getTime() - 1000);
      const [decided] = await Promise.allSettled([
        approve(requestId, 'sales.manager', receivedAt),
        escalateStep(deps, { requestId, ...STEP }),
      ]);
      const tasks = await tasksOf(requestId);
      if (decided?.status === 'fulfilled') expect(tasks).toEqual(['sales.manager approved']);
      else expect(tasks).toEqual(['sales.manager escalated', 'sales.head open']);
    },
  );

  test('does not take a decided task, however long nobody heard of the decision', async () => {
    const requestId = await waiting(ladder);
    const { due, expires } = await times(requestId);
    await approve(requestId, 'sales.manager', new Date(due!.getTime() - 1));
    now = new Date(expires!.getTime() + 24 * HOUR);
    await escalateStep(deps, { requestId, ...STEP });
    await expireStep(deps, { requestId, ...STEP });
    expect(await tasksOf(requestId)).toEqual(['sales.manager approved']);
  });

  test('and the deadline judge by when the click arrived, whatever is down', async () => {
    const inTime = await waiting(ladder);
    const late = await waiting(ladder);
    const { expires } = await times(inTime);
    now = new Date(expires!.getTime() + 48 * HOUR);
    await expect(approve(inTime, 'sales.manager', expires!)).resolves.toBeDefined();
    await expect(
      approve(late, 'sales.manager', new Date(expires!.getTime() + 1)),
    ).rejects.toMatchObject({ code: 'deadline-passed' });
  });
});

describe('the morning digest', () => {
  const digests = () => mails(`template = 'approval-digest'`);
  const at = (text: string) => (now = new Date(`${text}+05:30`));

  beforeEach(async () => {
    await api.db.query(`DELETE FROM mail`);
    await api.db.query(
      `UPDATE approval_task SET status = 'revoked', closed_at = now() WHERE status = 'open'`,
    );
    at('2027-01-15T15:00:00');
    await chooseDigest(deps, principalOf('sales.manager'), { at: '08:30' });
  });

  test('comes once, on the next working morning, with all that waits and nothing that was mailed apart', async () => {
    const [first, second] = [await waiting(), await waiting()];
    expect(await mails('true')).toEqual([]);
    const bells = await api.db.query(`SELECT 1 FROM notification WHERE approval_id = ANY($1)`, [
      [first, second],
    ]);
    expect(bells).toHaveLength(2);
    for (const early of ['2027-01-15T15:15:00', '2027-01-16T08:30:00', '2027-01-18T08:29:59']) {
      at(early);
      expect(await sendDigests(deps)).toEqual({ queued: 0 });
    }
    at('2027-01-18T08:30:00');
    const runs = await Promise.all([sendDigests(deps), sendDigests(deps), sendDigests(deps)]);
    expect(runs.reduce((sum, { queued }) => sum + queued, 0)).toBe(1);
    at('2027-01-18T08:45:00');
    expect(await sendDigests(deps)).toEqual({ queued: 0 });
    const [digest, ...others] = await digests();
    expect(others).toEqual([]);
    expect(digest).toMatchObject({ to: 'sales.manager', props: { more: 0 } });
    const { items } = digest!.props as { items: { requestId: string; dueIn: string }[] };
    expect(items.map(({ requestId }) => requestId).sort()).toEqual([first, second].sort());
    // Friday's three hours are gone of sixteen.
    expect(items[0]?.dueIn).toBe('in 13 working hours');
  });

  test('does not hold back what is due before it', async () => {
    const requestId = await waiting({ escalateAfter: '3 working hours' });
    expect((await mails(`approval_id = '${requestId}'`)).map(({ template }) => template)).toEqual([
      'approval-request',
    ]);
  });

  test('says nothing when nothing waits, and does not come later that day', async () => {
    at('2027-01-18T08:30:00');
    expect(await sendDigests(deps)).toEqual({ queued: 0 });
    await waiting();
    at('2027-01-18T12:00:00');
    expect(await sendDigests(deps)).toEqual({ queued: 0 });
    expect(await digests()).toEqual([]);
  });

  test('comes late rather than not at all, but not on another day', async () => {
    await waiting();
    at('2027-01-18T17:50:00');
    expect(await sendDigests(deps)).toEqual({ queued: 1 });
    at('2027-01-19T00:10:00');
    expect(await sendDigests(deps)).toEqual({ queued: 0 });
  });

  test('is by the person’s own clock', async () => {
    await moveTo('sales.manager', { zone: 'America/New_York', hours: [[9, 17]] });
    await waiting();
    at('2027-01-18T08:30:00');
    expect(await sendDigests(deps)).toEqual({ queued: 0 });
    now = new Date('2027-01-18T08:30:00-05:00');
    expect(await sendDigests(deps)).toEqual({ queued: 1 });
  });

  test('is chosen and given up by oneself', async () => {
    const client = await api.as('sales.manager');
    const chosen = await client.patch('/me/digest', { at: '07:45' });
    expect(chosen).toMatchObject({ status: 200, body: { at: '07:45' } });
    expect(Date.parse((chosen.body as { next: string }).next)).toBeGreaterThan(Date.now());
    expect((await client.get('/me/digest')).body).toEqual(chosen.body);
    expect((await client.patch('/me/digest', { at: null })).body).toEqual({ at: null, next: null });
    expect((await client.patch('/me/digest', { at: 'noon' })).status).toBe(422);
  });
});
