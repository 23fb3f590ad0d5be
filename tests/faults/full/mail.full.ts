import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../../db/demo/random';
import { startExercise } from '../../support/faults/exercise';
import { startPlant, type Plant } from '../../support/faults/plant';
import { report, seedOf } from '../../support/faults/report';

const MINUTES = Number(process.env.NETRA_FAULTS_MAIL_MINUTES ?? 15);
const ROUNDS = 12;
const PER_ROUND = 4;
const LEFT_OPEN = 20;

jest.setTimeout((MINUTES + 12) * 60_000);

let plant: Plant;

beforeAll(async () => {
  plant = await startPlant();
}, 180_000);
afterAll(() => plant?.stop(), 120_000);

test('the mail server is away for 15 minutes under load, then slow and forgetful: every mail comes, one id and one set of links each', async () => {
  const random = seededRandom(seedOf('mail'));
  const exercise = await startExercise(plant, random, ROUNDS * PER_ROUND + LEFT_OPEN);
  await plant.cables.smtp.pull();
  const end = Date.now() + MINUTES * 60_000;
  for (let round = 0; round < ROUNDS; round++) {
    const until = end - ((ROUNDS - 1 - round) * MINUTES * 60_000) / ROUNDS;
    await exercise.staff.carryOut(exercise.next(PER_ROUND), { atOnce: 2, withinMs: 60_000 });
    await sleep(Math.max(0, until - Date.now()));
  }
  expect(plant.smtp.taken).toHaveLength(0);
  const open = exercise.next(LEFT_OPEN);
  // A change waits for its leave to be approved, which nobody does here: those wait until people sign again.
  await Promise.all(
    open.filter(({ after }) => !after).map((errand) => exercise.staff.submit(errand)),
  );

  plant.smtp.behave({ slowMs: 10_000, losing: () => random.chance(0.3) });
  await plant.cables.smtp.plugIn();
  const backAt = Date.now();
  await sleep(60_000);
  const slow = plant.smtp.taken.length;
  plant.smtp.behave({ losing: () => random.chance(0.3) });
  const left = open.filter(({ after }) => after);
  await Promise.all([
    ...left.map((errand) => exercise.staff.submit(errand)),
    exercise.staff.untilClosed(open, 180_000),
  ]);
  const { broken, figures } = await exercise.judge(300_000);
  report('The mail server away, slow and forgetful', {
    ...{ 'minutes away': MINUTES, 'copies taken while slow (60 s)': slow },
    'seconds until every mail had come': Math.round((Date.now() - backAt) / 1000),
    ...{ ...figures, broken: broken.length },
  });
  expect(broken).toEqual([]);
});
