import { seededRandom } from '../../../db/demo/random';
import { startStorm } from '../../support/faults/injections';
import { startExercise } from '../../support/faults/exercise';
import { startPlant, type Plant } from '../../support/faults/plant';
import { report, seedOf } from '../../support/faults/report';

jest.setTimeout(1_500_000);

const APPROVALS = 570;

let plant: Plant;

beforeAll(async () => {
  plant = await startPlant();
}, 180_000);
afterAll(() => plant?.stop(), 120_000);

test('570 approvals under faults of every sort: all end, nothing twice, nothing lost', async () => {
  const seed = seedOf('the storm');
  const random = seededRandom(seed);
  const exercise = await startExercise(plant, random, APPROVALS);
  const errands = exercise.next(APPROVALS);
  const startedAt = Date.now();
  const storm = startStorm(plant, random, { restMs: [200, 1_500] });
  try {
    await exercise.staff.carryOut(errands, { atOnce: 3, withinMs: 1_200_000 });
  } finally {
    await storm.end();
  }
  const faults = await storm.end();
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const { broken, figures } = await exercise.judge();
  const { submitted, decided, byMail, retried } = exercise.staff.tally;
  report('The storm', {
    ...{ seed, ...figures, seconds, broken: broken.length },
    ...{ 'acknowledged requests': submitted, 'acknowledged decisions in the app': decided },
    ...{ 'decisions by mailed link': byMail, 'calls made again': retried },
    ...Object.fromEntries([...faults].sort()),
  });
  expect(broken).toEqual([]);
  expect(figures).toMatchObject({ approvals: APPROVALS, histories: APPROVALS });
});
