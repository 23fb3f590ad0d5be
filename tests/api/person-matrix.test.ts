import type { Route } from '../../api/route';
import { allRoutes } from '../../api/routes';
import { emailOf, PERSONAS, type Persona } from '../support/company';
import { CASES, type MatrixCall } from '../support/matrix-cases';
import { startMatrixWorld, type MatrixWorld } from '../support/matrix-world';
import type { TestAnswer, TestClient } from '../support/api';

jest.setTimeout(120_000);

let world: MatrixWorld;
let routes: Route[];

beforeAll(async () => {
  world = await startMatrixWorld();
  routes = allRoutes(world.api.deps);
});
afterAll(() => world.api.stop());

const nameOf = (route: Route) => `${route.method} ${route.path}`;

/** Which planted records and which people's addresses stand in an answer that may not. */
function leaks(persona: Persona, answer: TestAnswer): string[] {
  const text = JSON.stringify(answer.body) + JSON.stringify([...answer.headers]);
  const records = world.planted.filter(
    ({ code, seenBy, approvalSeenBy }) =>
      text.includes(code) && !seenBy.includes(persona) && !approvalSeenBy.includes(persona),
  );
  const people = PERSONAS.filter(
    (other) => text.includes(`"${emailOf(other)}"`) && !world.sees(persona, other),
  );
  const chat = text.includes(world.chat.code) && !world.chat.members.includes(persona);
  const sales = text.includes(world.sales.code) && !world.sales.seenBy.includes(persona);
  return [
    ...(sales ? ['the deal of others'] : []),
    ...(chat ? ['the conversation of others'] : []),
    ...records.map((record) => `${record.what} of ${record.owner}`),
    ...people,
  ];
}

async function run(persona: Persona, route: Route, client: TestClient): Promise<string[]> {
  const findings: string[] = [];
  const calls: MatrixCall[] = CASES[nameOf(route)]!(persona, world);
  for (const { path, body, expect: wanted, mustShow = [] } of calls) {
    const answer = await client.call(route.method.toUpperCase(), path, { body });
    const statuses = [wanted].flat();
    const where = `${persona}: ${route.method} ${path}`;
    const text = JSON.stringify(answer.body ?? null);
    if (!statuses.includes(answer.status)) {
      findings.push(
        `${where}: ${answer.status} instead of ${statuses.join(' or ')}: ${text.slice(0, 200)}`,
      );
    }
    for (const leak of leaks(persona, answer)) findings.push(`${where}: shows ${leak}`);
    for (const code of mustShow) {
      if (!text.includes(code)) findings.push(`${where}: hides ${code}`);
    }
  }
  return findings;
}

test('every route has its case, and every case its route', () => {
  expect(Object.keys(CASES).sort()).toEqual(routes.map(nameOf).sort());
});

test('the planted records are there to be leaked', () => {
  expect(world.planted.length).toBeGreaterThanOrEqual(22);
  for (const record of world.planted) {
    expect(record.asked.length).toBeGreaterThan(0);
    expect(record.asked).not.toContain(record.owner);
    expect(record.seenBy.length).toBeLessThan(PERSONAS.length);
  }
});

test.each(PERSONAS)(
  '%s sees what is theirs, nothing else, and changes nothing of others',
  async (persona) => {
    const before = await world.digest();
    const findings: string[] = [];
    for (const route of routes) {
      // A session that a route ends is not the one the others need.
      const client = route.path.startsWith('/auth/')
        ? await world.api.signIn(persona)
        : await world.api.as(persona);
      findings.push(...(await run(persona, route, client)));
    }
    expect(findings).toEqual([]);
    expect(await world.digest()).toBe(before);
  },
);

test('nobody who is not signed in gets in, whatever they send', async () => {
  const before = await world.digest();
  const statuses: string[] = [];
  for (const route of routes.filter(({ access }) => access !== 'anyone')) {
    for (const { path, body } of CASES[nameOf(route)]!('sales.rep', world).slice(0, 3)) {
      const answer = await world.api.anonymous.call(route.method.toUpperCase(), path, { body });
      if (answer.status !== 401) statuses.push(`${route.method} ${path}: ${answer.status}`);
    }
  }
  expect(statuses).toEqual([]);
  expect(await world.digest()).toBe(before);
});

test('a foreign page gets nothing written on any route', async () => {
  const before = await world.digest();
  const admin = await world.api.as('admin');
  const writes = routes.filter(({ method }) => method !== 'get');
  for (const route of writes) {
    const path = route.path.replace(/:\w+/g, world.planted[0]!.approvalId);
    const answer = await admin.call(route.method.toUpperCase(), path, {
      body: {},
      headers: { origin: 'https://evil.example' },
    });
    expect([nameOf(route), answer.status]).toEqual([nameOf(route), 403]);
  }
  expect(await world.digest()).toBe(before);
});
