import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../../db/demo/random';
import { startExercise, type Exercise } from '../../support/faults/exercise';
import { kill, pause, someApi, someWorker, startStorm } from '../../support/faults/injections';
import { startPlant, type Plant } from '../../support/faults/plant';
import { report, seedOf } from '../../support/faults/report';

jest.setTimeout(600_000);

const random = seededRandom(seedOf('outages'));
const HEALED_WITHIN_MS = 60_000;

let plant: Plant;
let exercise: Exercise;

beforeAll(async () => {
  plant = await startPlant();
  exercise = await startExercise(plant, random, 1_500);
}, 180_000);
afterAll(() => plant?.stop(), 120_000);

/** Keeps approvals coming until all faults have been done, and `atLeast` so many approvals. */
async function underLoad({
  atLeast = 0,
  ...faults
}: Parameters<typeof startStorm>[2] & { atLeast?: number }) {
  const storm = startStorm(plant, random, faults);
  let raging = true;
  void storm.done.then(() => (raging = false));
  let count = 0;
  try {
    while (raging || count < atLeast) {
      const errands = exercise.next(12);
      count += errands.length;
      await exercise.staff.carryOut(errands, { atOnce: 3, withinMs: 120_000 });
    }
  } finally {
    await storm.end();
  }
  const verdict = await exercise.judge();
  return { ...verdict, count };
}

test('a worker is killed 50 times in 500 approvals: one decision for each step, every balance exact', async () => {
  const faults = [kill('worker', someWorker)];
  const storm = { faults, restMs: [1_500, 3_500] as [number, number], atMost: 50 };
  const { broken, count } = await underLoad({ ...storm, atLeast: 500 });
  report('A worker killed', { kills: 50, approvals: count, broken: broken.length });
  expect(broken).toEqual([]);
});

test('an API is killed 20 times: nothing that was acknowledged is lost or done twice', async () => {
  const faults = [kill('API', someApi)];
  const { broken, count } = await underLoad({ faults, restMs: [300, 1_200], atMost: 20 });
  report('An API killed', { kills: 20, approvals: count, broken: broken.length });
  expect(broken).toEqual([]);
});

test('processes are stopped in their tracks 20 times and go on later: nothing has a second effect', async () => {
  const faults = [
    pause('worker', someWorker),
    pause('API', someApi),
    pause('PostgreSQL', ({ postgres }) => postgres),
    pause('Temporal', ({ temporal }) => temporal),
    // Past every timeout: the database has let go of what it had locked, and its work was given to the other one.
    { name: 'worker long paused', inject: ({ workers }: Plant) => workers[0].pause(15_000) },
  ];
  const { broken, count } = await underLoad({ faults, restMs: [100, 600], atMost: 20 });
  report('Processes paused', { pauses: 20, approvals: count, broken: broken.length });
  expect(broken).toEqual([]);
});

test.each(['temporal', 'postgres'] as const)(
  '%s is killed 5 times: work goes on within 60 s of each, unaided',
  async (part) => {
    const healed: number[] = [];
    for (let time = 0; time < 5; time++) {
      const errands = exercise.next(6);
      const work = exercise.staff.carryOut(errands, { atOnce: 3, withinMs: 120_000 });
      await sleep(random.between(100, 800));
      const killedAt = Date.now();
      await plant[part].kill();
      await work;
      await plant.healthy();
      healed.push((Date.now() - killedAt) / 1000);
    }
    const { broken } = await exercise.judge();
    report(`${part} killed`, {
      kills: 5,
      'seconds until all was done': healed.join(', '),
      broken: broken.length,
    });
    expect(broken).toEqual([]);
    expect(Math.max(...healed) * 1000).toBeLessThan(HEALED_WITHIN_MS);
  },
);
