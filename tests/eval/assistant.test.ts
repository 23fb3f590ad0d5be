import { modelOf } from './ask-model';
import { scoresOf, writeReport, type Run } from './report';
import { planner, startEvalWorld, type EvalWorld } from './world';

jest.setTimeout(600_000);

const AT_LEAST = 0.95;
const HELD_BACK_AT_LEAST = 0.93;

let world: EvalWorld;
const runs: Run[] = [];

beforeAll(async () => {
  world = await startEvalWorld();
});
afterAll(async () => {
  writeReport(runs);
  await world.stop();
});

test('sixty questions in three wordings are answered right for each of five people', async () => {
  expect(world.set.questions).toHaveLength(60);
  const cells = await world.evaluate(planner, ({ ask, also }) => [ask, ...also]);
  runs.push({ title: 'Planner', cells });
  expect(cells).toHaveLength(60 * 5 * 3);
  expect(await world.leaks(cells)).toEqual([]);
  const { all, by } = scoresOf(cells);
  expect(all).toBeGreaterThanOrEqual(AT_LEAST);
  for (const score of Object.values(by)) expect(score).toBeGreaterThanOrEqual(AT_LEAST);
});

test('so are further wordings that it has learnt from, nearly always', async () => {
  const cells = await world.evaluate(planner, ({ id }) => world.reworded[id] ?? []);
  runs.push({ title: 'Planner, reworded', cells });
  expect(cells).toHaveLength(60 * 5 * 2);
  expect(await world.leaks(cells)).toEqual([]);
  expect(scoresOf(cells).all).toBeGreaterThanOrEqual(AT_LEAST);
});

test('wordings it was not made for are mostly understood, and give nothing away', async () => {
  const cells = await world.evaluate(planner, ({ id }) => world.heldBack[id] ?? []);
  runs.push({ title: 'Planner, wordings held back', cells });
  expect(cells).toHaveLength(60 * 5);
  expect(await world.leaks(cells)).toEqual([]);
  expect(scoresOf(cells).all).toBeGreaterThanOrEqual(HELD_BACK_AT_LEAST);
});

test.each([
  ['learnt', 15],
  ['heldBack', 30],
] as const)('questions as they are typed in a hurry are understood: %s', async (part, count) => {
  const typed = world.asTyped[part];
  const cells = await world.evaluate(planner, ({ id }) => (typed[id] ? [typed[id]] : []));
  runs.push({ title: `Planner, as typed, ${part}`, cells });
  expect(cells).toHaveLength(count * 5);
  expect(await world.leaks(cells)).toEqual([]);
  expect(scoresOf(cells).all).toBeGreaterThanOrEqual(AT_LEAST);
});

test('questions with more than one condition lose none of them', async () => {
  const cells = await world.evaluate(planner, ({ ask, also }) => [ask, ...also], world.whole);
  runs.push({ title: 'Planner, whole', cells });
  expect(cells.length).toBeGreaterThan(world.whole.length * 5);
  expect(await world.leaks(cells)).toEqual([]);
  expect(scoresOf(cells).all).toBeGreaterThanOrEqual(AT_LEAST);
});

const model = modelOf(process.env);
if (model) {
  test('the model that is configured is asked, too, and told nothing it may not tell', async () => {
    const cells = await world.evaluate(model, ({ ask }) => [ask]);
    runs.push({ title: 'Model', cells });
    expect(await world.leaks(cells)).toEqual([]);
  });
}
