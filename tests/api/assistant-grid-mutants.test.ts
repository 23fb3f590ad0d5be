import type { ToolCall } from '../../domain/assistant/tool';
import type * as RunTool from '../../modules/assistant/run-tool';
import { plainCalls } from '../support/assistant-attacks';
import { startGrid, type Grid } from '../support/assistant-grid';
import type { Persona } from '../support/company';

/** A thousand calls take their time where other suites run beside them. */
jest.setTimeout(400_000);

type Run = typeof RunTool.runTool;

/** What is wrong, as long as something is. */
let mockBroken: ((run: Run) => Run) | null = null;

// What would be wrong is put in place of what is right: nothing else is replaced, and nothing while `mockBroken` is null.
jest.mock('../../modules/assistant/run-tool', () => {
  const actual = jest.requireActual<typeof RunTool>('../../modules/assistant/run-tool');
  const runTool: Run = (...call) => (mockBroken?.(actual.runTool) ?? actual.runTool)(...call);
  return { ...actual, runTool };
});

let grid: Grid;
beforeAll(async () => {
  grid = await startGrid();
});
afterAll(() => grid?.stop());
afterEach(() => {
  mockBroken = null;
});

/** Leaks to people and to the model that answers them. */
async function leaksOf(
  broken: typeof mockBroken,
  how: Parameters<Grid['run']>[0] = 'one by one',
  callsOf: (persona: Persona) => ToolCall[] = plainCalls,
) {
  mockBroken = broken;
  const { leaked } = await grid.run(how, callsOf);
  const of = (door: string) => leaked.filter((what) => what.includes(` ${door}: `)).length;
  return { all: leaked.length, stream: of('stream'), model: of('model') };
}

const seenToLeak = ({ stream, model }: { stream: number; model: number }) => {
  expect(stream).toBeGreaterThan(0);
  expect(model).toBeGreaterThan(0);
};

/** The second wall gone: as the owner of the tables, whom no policy binds. */
const unguarded: Parameters<Run>[0]['reader'] = { read: (_, work) => work(grid.api.db) };

/** The first wall gone: tools are told that whoever asks holds every role. */
const unscoped =
  (run: Run): Run =>
  (deps, principal, ...rest) =>
    run(deps, { ...principal, roles: ['admin', 'hr', 'finance'] }, ...rest);

test('either wall alone leaks nothing, and nothing broken leaks nothing', async () => {
  for (const broken of [
    null,
    unscoped,
    (run: Run): Run =>
      (deps, ...rest) =>
        run({ ...deps, reader: unguarded }, ...rest),
  ])
    expect((await leaksOf(broken)).all).toBe(0);
});

test('neither wall', async () => {
  seenToLeak(
    await leaksOf(
      (run) =>
        (deps, ...rest) =>
          unscoped(run)({ ...deps, reader: unguarded }, ...rest),
    ),
  );
});

test('a person whom the arguments name', async () => {
  const admin = grid.api.company.people.admin;
  const trusting =
    (run: Run): Run =>
    (deps, principal, { name, args: { as_user: named, ...args } }, ...rest) => {
      const whose = typeof named === 'string' ? { ...principal, ...adminOf(named) } : principal;
      return run(deps, whose, { name, args }, ...rest);
    };
  const adminOf = (id: string) => ({ id, roles: ['employee' as const, 'admin' as const] });
  const forged = () =>
    plainCalls().map(({ name, args }) => ({ name, args: { ...args, as_user: admin } }));
  seenToLeak(await leaksOf(trusting, 'one by one', forged));
});

test('a cache that does not know whose answer it keeps', async () => {
  const kept = new Map<string, ReturnType<Run>>();
  seenToLeak(
    await leaksOf((run) => (deps, principal, call, ...rest) => {
      const key = JSON.stringify(call);
      if (!kept.has(key)) kept.set(key, run(deps, principal, call, ...rest));
      return kept.get(key)!;
    }),
  );
});

test('a person kept for whoever asks next, where everybody asks at once', async () => {
  let last = '';
  const keeping =
    (run: Run): Run =>
    (deps, principal, ...rest) => {
      last = principal.id;
      // By the time a connection is free, somebody else has set who asks.
      const reader: typeof deps.reader = {
        read: async (options, work) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          return deps.reader.read({ ...options, personId: last }, work);
        },
      };
      return unscoped(run)({ ...deps, reader }, principal, ...rest);
    };
  expect((await leaksOf(keeping)).all).toBe(0);
  seenToLeak(await leaksOf(keeping, 'all at once'));
});
