import { LIST_COLUMNS } from '../../domain/lists/columns';
import type { Page } from '../../domain/wire/common';
import type { ListView } from '../../domain/wire/list-views';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const save = async (persona: Persona, view: object) =>
  (await api.as(persona)).post('/list-views', { list: 'people', query: '', ...view });
const views = async (persona: Persona, list = 'people') => {
  const answer = await (await api.as(persona)).get(`/list-views?list=${list}`);
  return (answer.body as Page<ListView>).items;
};
const idOf = ({ body }: TestAnswer) => (body as ListView).id;
const problems = ({ body }: TestAnswer) =>
  (body as { errors: { path: string; message: string }[] }).errors.map(({ path }) => path);

test('a view is saved, named anew, made the default and deleted by its owner', async () => {
  const query = 'departmentId=x&cols=name,email';
  const saved = await save('hr', { name: 'Sales', query });
  expect([saved.status, saved.body]).toMatchObject([
    201,
    { name: 'Sales', query, isDefault: false },
  ]);
  const second = await save('hr', { name: 'All', isDefault: true });
  const hr = await api.as('hr');
  const changed = await hr.patch(`/list-views/${idOf(saved)}`, {
    name: 'Sellers',
    isDefault: true,
  });
  expect([changed.status, changed.body]).toMatchObject([
    200,
    { name: 'Sellers', query, isDefault: true },
  ]);
  expect((await views('hr')).map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['All', false],
    ['Sellers', true],
  ]);
  expect((await hr.call('DELETE', `/list-views/${idOf(second)}`)).status).toBe(204);
  expect((await views('hr')).map(({ name }) => name)).toEqual(['Sellers']);
});

test('nobody sees, changes or deletes the views of somebody else', async () => {
  const saved = await save('finance', { name: 'Mine' });
  const other = await api.as('admin');
  expect((await views('admin')).map(({ name }) => name)).not.toContain('Mine');
  const path = `/list-views/${idOf(saved)}`;
  expect((await other.patch(path, { name: 'Theirs' })).status).toBe(404);
  expect((await other.call('DELETE', path)).status).toBe(404);
  expect((await views('finance')).map(({ name }) => name)).toEqual(['Mine']);
});

test('what is wrong with a view is said by field, and nothing is saved', async () => {
  await save('sales.rep', { name: 'Team' });
  const wrong: [object, string][] = [
    [{ name: 'TEAM' }, 'name'],
    [{ name: '  ' }, 'name'],
    [{ name: 'a'.repeat(61) }, 'name'],
    [{ name: 'x', list: 'salaries' }, 'list'],
    [{ name: 'x', query: '?q=a' }, 'query'],
    [{ name: 'x', query: 'a\nb' }, 'query'],
  ];
  for (const [view, path] of wrong) {
    const answer = await save('sales.rep', view);
    expect([view, answer.status, problems(answer)]).toEqual([view, 422, [path]]);
  }
  expect(await views('sales.rep')).toHaveLength(1);
});

test('two views of one name saved at once are one', async () => {
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => save('consultant', { name: 'Once', isDefault: true })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
});

test('a list has thirty views at most, and says so', async () => {
  for (let n = 0; n < 30; n++) await save('consultant2', { name: `view ${n}` });
  const answer = await save('consultant2', { name: 'one more' });
  expect([answer.status, problems(answer)]).toEqual([422, ['name']]);
});

const take = async (persona: Persona, path: string) => {
  const answer = await (await api.as(persona)).get(`/exports/${path}`);
  return { status: answer.status, body: answer.body as unknown };
};
const firstLine = (body: unknown) => String(body).replace('\uFEFF', '').split('\r\n')[0];

test('a file has the columns that are asked for, in their order, and all without', async () => {
  const some = await take('hr', 'people?cols=email,name');
  expect(firstLine(some.body)).toBe('E-mail,Name');
  expect(String(some.body)).toContain('hr@netra.example,');
  const all = await take('hr', 'people');
  expect(firstLine(all.body)).toBe(Object.values(LIST_COLUMNS.people).join(','));
  for (const cols of ['salary', 'name,salary', '', ',']) {
    const answer = await take('hr', `people?cols=${cols}`);
    expect([cols, answer.status]).toEqual([cols, 422]);
  }
});

test('columns change nothing of who sees what, and the audit trail is for admins', async () => {
  const rep = await take('sales.rep', 'people?cols=email');
  expect(String(rep.body)).not.toContain('consultant@netra.example');
  expect((await take('hr', 'audit')).status).toBe(403);
  const file = await take('admin', 'audit?cols=action,actor&action=list.exported');
  expect(firstLine(file.body)).toBe('Did,Who');
  expect(String(file.body)).toContain('list.exported,');
});
