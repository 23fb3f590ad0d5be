import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, rmdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../../db/demo/random';
import { startExercise } from '../../support/faults/exercise';
import { startPlant, type Plant } from '../../support/faults/plant';
import { report, seedOf } from '../../support/faults/report';

jest.setTimeout(600_000);

const disk = mkdtempSync(join(tmpdir(), 'netra-small-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=755', 'tmpfs', disk]);
const isMounted = mounted.status === 0;

let plant: Plant | undefined;

beforeAll(async () => {
  if (!isMounted) return;
  plant = await startPlant({
    postgresDir: join(disk, 'postgres'),
    postgresSettings: { min_wal_size: '32MB', max_wal_size: '64MB' },
  });
}, 180_000);
afterAll(async () => {
  await plant?.stop();
  if (isMounted) spawnSync('umount', [disk]);
  rmdirSync(disk);
}, 120_000);

if (!isMounted) {
  report('A full disk', { 'not run': `no small disk could be mounted: ${String(mounted.stderr)}` });
}

(isMounted ? test : test.skip)(
  'the disk of PostgreSQL is full: 503 until there is room again, nothing acknowledged is lost',
  async () => {
    const whole = plant as Plant;
    const { db, postgres } = whole;
    const exercise = await startExercise(whole, seededRandom(seedOf('disk')), 120);
    await exercise.staff.carryOut(exercise.next(20), { atOnce: 3, withinMs: 60_000 });
    const during = exercise.next(60);
    const work = exercise.staff.carryOut(during, { atOnce: 4, withinMs: 300_000 });
    const ballast = join(disk, 'ballast');
    const heldUntil = Date.now() + 30_000;
    // What is freed meanwhile (a checkpoint recycles logs) is filled as well.
    while (Date.now() < heldUntil) {
      fill(ballast);
      await db.query('CHECKPOINT').catch(() => undefined);
      await sleep(250);
    }
    const before = exercise.staff.tally.retried;
    rmSync(ballast);
    const freedAt = Date.now();
    await whole.healthy(60_000);
    const healed = (Date.now() - freedAt) / 1000;
    await work;
    const ends = postgres.ownEnds.splice(0).length;
    const { broken, figures } = await exercise.judge();
    report('A full disk', {
      ...{ 'seconds full': 30, 'calls answered 503 or not at all': before },
      ...{ 'PostgreSQL ended by itself': ends, 'seconds until healthy': healed },
      ...{ ...figures, broken: broken.length },
    });
    expect(broken).toEqual([]);
    expect(before).toBeGreaterThan(0);
  },
);

/** Writes until nothing fits any more. */
function fill(path: string): void {
  const file = openSync(path, 'a');
  try {
    for (let size = 1 << 20; size >= 512;) {
      try {
        writeSync(file, Buffer.alloc(size));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        size >>= 1;
      }
    }
  } finally {
    closeSync(file);
  }
}
