import { chooseDigest } from '../../modules/approvals/use-cases/choose-digest';
import { sendDigests } from '../../modules/approvals/use-cases/send-digests';
import { startMovedTime } from '../support/moved-time';

jest.setTimeout(60_000);

type World = Awaited<ReturnType<typeof startMovedTime>>;

let world: World;
beforeAll(async () => {
  world = await startMovedTime();
});
afterAll(() => world?.api.stop());
beforeEach(() => world.reset());

describe('the morning digest', () => {
  const digests = () => world.mails(`template = 'approval-digest'`);
  const at = (text: string) => (world.time.now = new Date(`${text}+05:30`));

  beforeEach(async () => {
    await world.api.db.query(`DELETE FROM mail`);
    await world.api.db.query(
      `UPDATE approval_task SET status = 'revoked', closed_at = now() WHERE status = 'open'`,
    );
    at('2027-01-15T15:00:00');
    await chooseDigest(world.deps, world.principalOf('sales.manager'), { at: '08:30' });
  });

  test('comes once, on the next working morning, with all that waits and nothing that was mailed apart', async () => {
    const [first, second] = [await world.waiting(), await world.waiting()];
    expect(await world.mails('true')).toEqual([]);
    const bells = await world.api.db.query(
      `SELECT 1 FROM notification WHERE approval_id = ANY($1)`,
      [[first, second]],
    );
    expect(bells).toHaveLength(2);
    for (const early of ['2027-01-15T15:15:00', '2027-01-16T08:30:00', '2027-01-18T08:29:59']) {
      at(early);
      expect(await sendDigests(world.deps)).toEqual({ queued: 0 });
    }
    at('2027-01-18T08:30:00');
    const runs = await Promise.all([
      sendDigests(world.deps),
      sendDigests(world.deps),
      sendDigests(world.deps),
    ]);
    expect(runs.reduce((sum, { queued }) => sum + queued, 0)).toBe(1);
    at('2027-01-18T08:45:00');
    expect(await sendDigests(world.deps)).toEqual({ queued: 0 });
    const [digest, ...others] = await digests();
    expect(others).toEqual([]);
    expect(digest).toMatchObject({ to: 'sales.manager', props: { more: 0 } });
    const { items } = digest!.props as { items: { requestId: string; dueIn: unknown }[] };
    expect(items.map(({ requestId }) => requestId).sort()).toEqual([first, second].sort());
    // Friday's three hours are gone of sixteen.
    expect(items[0]?.dueIn).toEqual({ count: 13, unit: 'hour', isWorking: true, isOverdue: false });
  });

  test('does not hold back what is due before it', async () => {
    const requestId = await world.waiting({ escalateAfter: '3 working hours' });
    expect(
      (await world.mails(`approval_id = '${requestId}'`)).map(({ template }) => template),
    ).toEqual(['approval-request']);
  });

  test('says nothing when nothing waits, and does not come later that day', async () => {
    at('2027-01-18T08:30:00');
    expect(await sendDigests(world.deps)).toEqual({ queued: 0 });
    await world.waiting();
    at('2027-01-18T12:00:00');
    expect(await sendDigests(world.deps)).toEqual({ queued: 0 });
    expect(await digests()).toEqual([]);
  });

  test('comes late rather than not at all, but not on another day', async () => {
    await world.waiting();
    at('2027-01-18T17:50:00');
    expect(await sendDigests(world.deps)).toEqual({ queued: 1 });
    at('2027-01-19T00:10:00');
    expect(await sendDigests(world.deps)).toEqual({ queued: 0 });
  });

  test('is by the person’s own clock', async () => {
    await world.moveTo('sales.manager', { zone: 'America/New_York', hours: [[9, 17]] });
    await world.waiting();
    at('2027-01-18T08:30:00');
    expect(await sendDigests(world.deps)).toEqual({ queued: 0 });
    world.time.now = new Date('2027-01-18T08:30:00-05:00');
    expect(await sendDigests(world.deps)).toEqual({ queued: 1 });
  });

  test('is chosen and given up by oneself', async () => {
    const client = await world.api.as('sales.manager');
    const chosen = await client.patch('/me/digest', { at: '07:45' });
    expect(chosen).toMatchObject({ status: 200, body: { at: '07:45' } });
    expect(Date.parse((chosen.body as { next: string }).next)).toBeGreaterThan(Date.now());
    expect((await client.get('/me/digest')).body).toEqual(chosen.body);
    expect((await client.patch('/me/digest', { at: null })).body).toEqual({ at: null, next: null });
    expect((await client.patch('/me/digest', { at: 'noon' })).status).toBe(422);
  });
});
