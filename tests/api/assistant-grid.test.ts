import { GRID_PEOPLE, startGrid, type Findings, type Grid } from '../support/assistant-grid';

/** Thousands of calls over HTTP take their time where other suites run beside them. */
jest.setTimeout(400_000);

let grid: Grid;
beforeAll(async () => {
  grid = await startGrid();
});
afterAll(() => grid?.stop());

const HOWS = ['one by one', 'all at once'] as const;

describe.each(HOWS)('over a thousand calls of a model that is against whoever asks, %s', (how) => {
  let found: Findings;
  beforeAll(async () => {
    found = await grid.run(how);
  });

  test('no byte that reaches a person, or the model that answers them, is of a record that is not theirs', () => {
    expect(found.leaked).toEqual([]);
    expect(found.calls).toBeGreaterThan(1000);
  });

  test('what is theirs comes by every door', () => {
    expect(found.gone).toBe(0);
    for (const persona of GRID_PEOPLE) {
      const doors = Object.entries(found.seen.get(persona)!);
      expect([persona, doors.filter(([, count]) => count === 0)]).toEqual([persona, []]);
    }
  });

  test('sums are those of the walk', () => {
    const told = GRID_PEOPLE.map((persona) => [persona, found.totals.get(persona)]);
    expect(told).toEqual(GRID_PEOPLE.map((persona) => [persona, grid.expected(persona)]));
    expect(new Set(told.map(([, totals]) => JSON.stringify(totals))).size).toBeGreaterThan(4);
  });
});
