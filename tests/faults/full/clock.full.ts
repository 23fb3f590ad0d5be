import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../../db/demo/random';
import { openLink, pressLink } from '../../support/decision-page';
import { startExercise } from '../../support/faults/exercise';
import { startPlant, type Plant } from '../../support/faults/plant';
import { report, seedOf } from '../../support/faults/report';
import { linksOf } from '../../support/faults/staff';

jest.setTimeout(600_000);

/** libfaketime, which moves the clock of one process: the package `faketime` of Debian, or `NETRA_LIBFAKETIME`. */
const library = [
  process.env.NETRA_LIBFAKETIME ?? '',
  ...['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'].map(
    (folder) => `${folder}/faketime/libfaketimeMT.so.1`,
  ),
].find((path) => path !== '' && existsSync(path));

let plant: Plant | undefined;

afterEach(async () => {
  await plant?.stop();
  plant = undefined;
}, 120_000);

if (!library)
  report('A clock that jumps', { 'not run': 'libfaketime is not installed (Debian: faketime)' });

/** A plant whose second API lives at another time, with a request that is asked for by mail. */
async function shifted(by: string) {
  plant = await startPlant({
    secondApi: {
      LD_PRELOAD: library as string,
      FAKETIME: by,
      // Timers count on: it is the calendar that jumps.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
  });
  const exercise = await startExercise(plant, seededRandom(seedOf(by)), 10);
  const [errand] = exercise.next(1);
  if (!errand) throw new Error('there is no errand');
  // One whose outcome nobody else decides, and one signature of which ends it.
  errand.verdict = 'approve';
  return { plant, exercise, errand };
}

/** The link that approves, out of the mail that asked. */
async function mailedLink({ smtp }: Plant): Promise<string> {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50)) {
    const links = smtp.taken.flatMap(({ parsed }) => linksOf(parsed.text ?? ''));
    const link = links.find(({ verdict }) => verdict === 'approve');
    if (link) return new URL(link.url).pathname;
  }
  throw new Error('no mail asked');
}

(library ? test : test.skip).each([
  ['+25h', 410],
  ['-2h', 401],
])(
  'an API whose clock is %s off refuses the link (%s); the other one takes it, and nothing is due early',
  async (by, refusal) => {
    const { plant, exercise, errand } = await shifted(by);
    // Asked for at the API whose clock is right.
    const [right, wrong] = plant.urls;
    plant.urls[1] = right;
    await exercise.staff.submit(errand);
    const path = await mailedLink(plant);
    const refused = await openLink(wrong + path);
    const mid = await plant.db.query<{ early: number }>(
      `SELECT count(*)::int AS early FROM approval_task WHERE request_id = $1 AND status <> 'open'`,
      [errand.approvalId],
    );
    const accepted = await pressLink(right + path, 'As discussed');
    await exercise.staff.untilClosed([errand], 60_000);
    const { broken } = await exercise.judge();
    report(`A clock ${by} off`, {
      'the link there': refused.status,
      'the link at the right time': accepted.status,
      'alarms rung early': mid.rows[0]?.early ?? -1,
      broken: broken.length,
    });
    expect(refused.status).toBe(refusal);
    expect(accepted.status).toBe(200);
    expect(mid.rows[0]?.early).toBe(0);
    expect(broken).toEqual([]);
  },
);
