import { seededRandom } from '../../db/demo/random';
import { STORM, startStorm } from '../support/faults/injections';
import { judge } from '../support/faults/invariants';
import { planErrands } from '../support/faults/load';
import { startPlant, type Plant } from '../support/faults/plant';
import { report, seedOf } from '../support/faults/report';
import { startStaff } from '../support/faults/staff';

jest.setTimeout(300_000);

const APPROVALS = 40;

let plant: Plant;

beforeAll(async () => {
  plant = await startPlant();
}, 120_000);
afterAll(() => plant?.stop(), 60_000);

test('40 approvals of four kinds under a storm of faults: all end, nothing twice, nothing lost', async () => {
  const seed = seedOf('the short storm');
  const random = seededRandom(seed);
  const errands = planErrands(APPROVALS, random);
  const staff = await startStaff(plant, random, errands);
  const startedAt = Date.now();
  const storm = startStorm(plant, random, { restMs: [0, 100], atMost: STORM.length });
  try {
    await staff.carryOut(errands, { atOnce: 1, withinMs: 120_000 });
  } finally {
    await storm.end();
  }
  const faults = await storm.end();
  await plant.healthy();
  const { broken, figures } = await judge(plant, staff, errands);
  report('The short storm', {
    ...{ seed, faults: [...faults.values()].reduce((a, b) => a + b, 0), ...figures },
    ...{ 'calls made again': staff.tally.retried, seconds: (Date.now() - startedAt) / 1000 },
  });
  expect(broken).toEqual([]);
  expect(figures).toMatchObject({ approvals: APPROVALS, histories: APPROVALS });
});
