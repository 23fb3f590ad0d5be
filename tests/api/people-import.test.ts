import type { ImportCheck } from '../../domain/wire/people-import';
import { startTestApi, type TestApi } from '../support/api';
import { emailOf, type Persona } from '../support/company';

jest.setTimeout(120_000);

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const HEAD = 'Name,E-mail,Joined on,Department,Manager,Location,Grade';
const fileOf = (...lines: string[]) => Buffer.from([HEAD, ...lines, ''].join('\r\n'));

async function send(
  persona: Persona,
  path: string,
  file: Buffer,
  headers: Record<string, string> = {},
) {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(file)], { type: 'text/csv' }), 'people.csv');
  const { token } = await api.as(persona);
  const answer = await fetch(`${api.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token ?? ''}`, ...headers },
    body: form,
  });
  const text = await answer.text();
  const isStream = answer.headers.get('content-type')?.includes('ndjson');
  return { status: answer.status, text, body: (isStream ? {} : JSON.parse(text)) as never };
}

const check = async (file: Buffer) =>
  (await send('hr', '/people-imports/checks', file)).body as ImportCheck;
const write = async (persona: Persona, file: Buffer, headers: Record<string, string> = {}) => {
  const { sha256 } = await check(file);
  return send(persona, `/people-imports?sha256=${sha256}`, file, headers);
};
const employees = async () =>
  (await api.db.query<{ n: number }>('SELECT count(*)::int AS n FROM employee'))[0]!.n;
const said = ({ problems }: ImportCheck) =>
  problems.map(({ line, column, message }) => `${line} ${column ?? '-'}: ${message}`);

describe('a try', () => {
  test('lists every bad cell with line, column and what is wrong, and writes nothing', async () => {
    const before = await employees();
    const checked = await check(
      fileOf(
        'Asha,asha@x.example,2026-02-25,Sales,sales.manager@netra.example,,E1',
        `Bela,bela@x.example,25th Feb,Slaes,nobody@x.example,Atlantis,${'E'.repeat(21)}`,
        ',bela,2026-02-30,,,,',
        'Asha again,ASHA@x.example,2026-02-25,,,,',
        `There,${emailOf('hr')},2026-02-25,,,,`,
        '"=HYPERLINK(""http://x"")",chandra@x.example,2026-02-25,+1,,,',
        'Devi,devi@x.example,2026-02-25,Sales',
        '',
        'Eka,eka@x.example,2026-02-25,sales,fara@x.example,,',
        'Fara,fara@x.example,2026-02-25,sales,eka@x.example,,',
        'Gopal,gopal@x.example,2026-02-25,sales,gopal@x.example,,',
      ),
    );
    expect(said(checked)).toEqual([
      '3 Grade: Use at most 20 characters.',
      '3 Joined on: Write the date as year-month-day, such as 2026-02-25.',
      '3 Department: There is no department of this name.',
      '3 Location: There is no location of this name.',
      '3 Manager: Nobody has this address, here or in the file. Use the manager’s e-mail.',
      '4 Name: Enter a name.',
      '4 E-mail: This is no e-mail address.',
      '4 Joined on: Write the date as year-month-day, such as 2026-02-25.',
      '5 E-mail: The same address stands on line 2.',
      '6 E-mail: There is already somebody with this address.',
      '7 Name: This looks like a formula of a spreadsheet. Write plain text.',
      '7 Department: This looks like a formula of a spreadsheet. Write plain text.',
      '8 -: This line has 4 cells, the first line 7.',
      '10 Manager: The reporting line closes on itself: eka@x.example → fara@x.example → eka@x.example.',
      '11 Manager: The reporting line closes on itself: fara@x.example → eka@x.example → fara@x.example.',
      '12 Manager: Nobody reports to themselves.',
    ]);
    expect(checked).toMatchObject({ rows: 10, badRows: 9, sample: [{ line: 2, name: 'Asha' }] });
    expect(await employees()).toBe(before);
  });

  test('says where letters are not UTF-8, and reads UTF-16, semicolons and cells of several lines', async () => {
    const latin = Buffer.from(
      `${HEAD}\nA,a@x.example,2026-02-25,,,,\nJos\u00e9,j@x.example,2026-02-25,,,,`,
      'latin1',
    );
    expect(said(await check(latin))).toEqual([
      '3 -: These letters are not UTF-8. Save the file as “CSV UTF-8” and choose it again.',
    ]);
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(
        'name;e-mail;joined\n"Jos\u00e9\n""Pepe""";jose@x.example;2026-02-25\nB;b;x',
        'utf16le',
      ),
    ]);
    const checked = await check(wide);
    // A line break within a name is no letter, and the next record is on the fourth line.
    expect(said(checked)).toEqual([
      '2 Name: Contains a character that cannot be stored.',
      '4 E-mail: This is no e-mail address.',
      '4 Joined on: Write the date as year-month-day, such as 2026-02-25.',
    ]);
    expect(said(await check(Buffer.from('Name,Salary,Name\n')))).toEqual([
      expect.stringMatching(/^1 Salary: There is no column of this name. Known ones: Name, E-mail/),
      '1 Name: This column is there twice.',
      '1 E-mail: This column is missing.',
      '1 Joined on: This column is missing.',
    ]);
    expect(said(await check(Buffer.from('')))).toEqual(['1 -: The file is empty.']);
    expect(said(await check(fileOf('"Open,x@x.example,2026-02-25,,,,')))).toEqual([
      '2 -: A quotation mark is opened on this line and never closed.',
      '2 -: This line has 1 cell, the first line 7.',
    ]);
  });

  test('gives no role away that opens other people’s records', async () => {
    const file = Buffer.from(
      'Name,E-mail,Joined on,Roles\nA,a@x.example,2026-02-25,"Manager, admin"\nB,b@x.example,2026-02-25,king',
    );
    expect(said(await check(file))).toEqual([
      '2 Roles: The role “admin” is an admin’s to give, on the person’s page.',
      '3 Roles: There is no role “king”.',
    ]);
  });
});

/** Ten thousand people under ten levels of managers, the lines in an order of their own. */
function company(size: number): string[] {
  const lines = Array.from({ length: size }, (_, n) => {
    const manager = n === 0 ? emailOf('admin') : `p${Math.floor((n - 1) / 3)}@x.example`;
    return `Person ${n},p${n}@x.example,2026-02-25,${n % 2 ? 'Sales' : 'Consulting'},${manager},,E${n % 5}`;
  });
  return lines.reverse();
}

describe('ten thousand people', () => {
  const size = 10_000;

  test('with fifty bad rows: the fifty are named and nothing is written', async () => {
    const lines = company(size);
    const bad = Array.from({ length: 50 }, (_, n) => n * 197 + 3);
    for (const at of bad) lines[at] = lines[at]!.replace('2026-02-25', '25th Feb');
    const file = fileOf(...lines);
    const before = await employees();
    const checked = await check(file);
    expect(checked).toMatchObject({ rows: size, badRows: 50 });
    expect(checked.problems).toEqual(
      bad.map((at) => ({
        line: at + 2,
        column: 'Joined on',
        message: 'Write the date as year-month-day, such as 2026-02-25.',
      })),
    );
    const refused = await write('hr', file);
    expect(refused).toMatchObject({
      status: 422,
      body: { detail: 'Nobody was written: something is wrong in the file.' },
    });
    expect((refused.body as ImportCheck).problems).toEqual(checked.problems);
    expect(await employees()).toBe(before);
  });

  test('are written in one go, in the order of their line, telling how far it is', async () => {
    const file = fileOf(...company(size));
    const before = await employees();
    const written = await write('hr', file, { accept: 'application/x-ndjson' });
    expect(written.status).toBe(201);
    const told = written.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(told[0]).toEqual({ done: 500, total: size });
    expect(told.at(-2)).toEqual({ done: size, total: size });
    expect(told.at(-1)).toMatchObject({ people: size, importId: expect.any(String) as string });
    expect(await employees()).toBe(before + size);

    const { importId } = told.at(-1) as { importId: string };
    const admin = await api.as('admin');
    expect((await admin.get(`/admin/audit?subjectId=${importId}`)).body).toMatchObject({
      items: [
        {
          action: 'people.imported',
          actor: { id: api.company.people.hr },
          details: { people: size },
        },
      ],
    });
    const [added] = await api.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit_event WHERE action = 'person.added' AND details->>'importId' = $1`,
      [importId],
    );
    expect(added).toEqual({ n: size });
    // Channels have come along: nothing is left to be put right.
    expect(await api.db.query('SELECT follow_organisation()::int AS changes')).toEqual([
      { changes: 0 },
    ]);
    const found = await admin.get('/people?q=p9999@x.example');
    expect(found.body).toMatchObject({
      items: [{ manager: { name: 'Person 3332' }, grade: 'E4' }],
    });
    // Nobody has a password yet, and to ask says no more than for anybody else.
    const login = { email: 'p9999@x.example', password: 'netra-demo' };
    expect(await api.anonymous.post('/auth/login', login)).toMatchObject({ status: 401 });
    // The same file again: all of them are there.
    expect((await write('hr', file)).status).toBe(422);
  });
});

test('a file other than the one that was checked is not written', async () => {
  const one = fileOf('One,one@x.example,2026-02-25,,,,');
  const { sha256 } = await check(one);
  const other = fileOf('Other,other@x.example,2026-02-25,,,,');
  expect(await send('hr', `/people-imports?sha256=${sha256}`, other)).toMatchObject({
    status: 409,
    body: { detail: 'This is not the file that was checked. Check it again.' },
  });
});

test('a repeated key writes once and answers the same', async () => {
  const file = fileOf('Key,key@x.example,2026-02-25,,,,');
  const headers = { 'idempotency-key': 'import-once' };
  const [first, second] = [await write('hr', file, headers), await write('hr', file, headers)];
  expect(first.status).toBe(201);
  expect([second.status, second.body]).toEqual([201, first.body]);
});

test('of two who write the same at once, one does', async () => {
  const file = fileOf('Twin,twin@x.example,2026-02-25,,,,');
  const statuses = await Promise.all([
    write('hr', file).then(({ status }) => status),
    write('admin', file).then(({ status }) => status),
  ]);
  expect([
    statuses.includes(201),
    statuses.some((status) => status === 409 || status === 422),
  ]).toEqual([true, true]);
});

test('what HR may not send, nobody below may', async () => {
  const file = fileOf('No,no@x.example,2026-02-25,,,,');
  for (const persona of ['sales.head', 'finance', 'consultant'] as const) {
    expect(await send(persona, '/people-imports/checks', file)).toMatchObject({ status: 403 });
  }
});
