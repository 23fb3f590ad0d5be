import { addDays } from '../../domain/dates/calendar';
import { TOUR_IDS, tours } from '../../domain/tours/tours';
import type { TourProgressWire } from '../../domain/wire/tours';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { PERSONAS, type Persona } from '../support/company';
import { today } from '../support/records';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const progress = async (client: TestClient, tour = 'employee') =>
  (await client.get(`/tours/${tour}/progress`)).body as TourProgressWire;
const put = (client: TestClient, body: object, tour = 'employee') =>
  client.call('PUT', `/tours/${tour}/progress`, { body });
const joined = (persona: Persona, on: string) =>
  api.db.query('UPDATE employee SET joined_on = $2 WHERE id = $1', [
    api.company.people[persona],
    on,
  ]);
const { version, steps } = tours.employee;

test('it begins by itself for newcomers only, and for nobody who has long been here', async () => {
  for (const persona of PERSONAS) {
    for (const tour of TOUR_IDS) {
      const found = await progress(await api.as(persona), tour);
      expect([persona, tour, found]).toEqual([
        ...[persona, tour],
        { version: tours[tour].version, step: 0, state: 'new', startsByItself: false },
      ]);
    }
  }
  const rep = await api.as('sales.rep');
  const days: [number, boolean][] = [
    [1, false],
    [0, true],
    [-30, true],
    [-31, false],
  ];
  for (const [day, expected] of days) {
    await joined('sales.rep', addDays(today(), day));
    expect([day, (await progress(rep)).startsByItself]).toEqual([day, expected]);
  }
  await joined('sales.rep', today());
  expect((await progress(rep, 'manager')).startsByItself).toBe(false);
});

test('it is resumed on another device, paused, finished, skipped for good and begun again', async () => {
  await joined('consultant', today());
  const [desk, phone] = [await api.signIn('consultant'), await api.signIn('consultant')];
  expect(await progress(desk)).toMatchObject({ state: 'new', startsByItself: true });
  await put(desk, { version, step: 3, state: 'running' });
  expect(await progress(phone)).toEqual({
    version,
    step: 3,
    state: 'running',
    startsByItself: true,
  });
  await put(phone, { version, step: 4, state: 'paused' });
  expect(await progress(desk)).toMatchObject({ step: 4, state: 'paused', startsByItself: false });
  await put(desk, { version, step: 0, state: 'running' });
  await put(desk, { version, step: steps.length - 1, state: 'finished' });
  expect(await progress(phone)).toMatchObject({ state: 'finished', startsByItself: false });
  await put(phone, { version, step: 1, state: 'skipped' });
  expect(await progress(desk)).toMatchObject({ state: 'skipped', startsByItself: false });
  // What one person has seen is nobody else's.
  expect(await progress(await api.as('consultant2'))).toMatchObject({ state: 'new' });
});

test('what is no progress is refused', async () => {
  const rep = await api.as('sales.rep2');
  const refused: [object, number][] = [
    [{ version, step: steps.length, state: 'running' }, 422],
    [{ version, step: -1, state: 'running' }, 422],
    [{ version, step: 0.5, state: 'running' }, 422],
    [{ version, step: 0, state: 'new' }, 422],
    [{ version: version + 1, step: 0, state: 'running' }, 409],
    [{ step: 0, state: 'running' }, 422],
  ];
  for (const [body, status] of refused) {
    expect([body, (await put(rep, body)).status]).toEqual([body, status]);
  }
  expect(await progress(rep)).toMatchObject({ state: 'new' });
});
