import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMalformed, repairRecords } from '../../modules/repair/use-cases/repair-records';
import { connectDatabase, type Database } from '../../platform/database/database';
import { ensureBuilt } from '../support/app';
import { runCommand } from '../support/commands';
import { emailOf, foundCompany, type Company } from '../support/company';
import { startTestPostgres, testFolder, type TestDatabase } from '../support/stack';

jest.setTimeout(60_000);

let database: TestDatabase;
let db: Database;
let company: Company;

beforeAll(ensureBuilt);

beforeEach(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities: [], poolSize: 4 });
  company = await foundCompany(db);
});

afterEach(async () => {
  await db.close();
  await database.drop();
});

function importOld(lines: string[]): Promise<{ code: number | null; output: string }> {
  const path = join(testFolder(), 'hr1.csv');
  writeFileSync(path, lines.join('\r\n'));
  return runCommand('import-old', [path], database.url);
}

const at = (year?: number) => ({ year, openRuns: null, auditFault: () => Promise.resolve(null) });
const ONLY = ['imported-leave'] as const;
const now = new Date('2026-11-28T12:00:00Z');
const look = async (year?: number) => {
  const [found] = await findMalformed({ db, now }, ONLY, at(year));
  return (found?.faults ?? []).map(({ text, mend }) => `${text} → ${mend?.does ?? 'reported'}`);
};
const apply = (year?: number) =>
  repairRecords({ db, now }, { only: ONLY, by: emailOf('admin') }, at(year));
const leave = () =>
  db.query(
    `SELECT e.name, l.type, l.from_on || ' ' || l.to_on AS days, l.units, l.status FROM leave_request l
     JOIN employee e ON e.id = l.employee_id ORDER BY l.from_on, e.name`,
  );

test('what can be read is entered, and of each line that cannot it is said why', async () => {
  await db.query(
    `INSERT INTO leave_request (employee_id, type, from_on, to_on, units, reason)
     VALUES ($1, 'casual', '2026-05-04', '2026-05-05', 200, 'here')`,
    [company.people.consultant],
  );
  await db.query(`INSERT INTO employee (email, name, password_hash, joined_on)
    VALUES ('twin@netra.example', 'hr', '', '2024-01-01')`);
  const imported = await importOld([
    'Employee,Leave type,Dates,Reason',
    'consultant@netra.example,Casual leave,25th Feb to 27th feb,"Home, early"',
    'CONSULTANT,SICK,"Mar 4, 2026",Flu',
    'consultant,casual,5 May 2026,On other leave',
    'consultant2,casual,3/4/25,Either',
    'consultant2,earned,31 Feb,Never',
    'consultant2,earned,28 Feb - 1 Mar 2026,A weekend',
    'consultant2,casual,1 Feb,Sunday in one year',
    'hr,casual,2 Feb 2026,Two of them',
    'somebody,casual,2 Feb 2026,Nobody',
    'consultant2,paternity,2 Feb 2026,No such type',
    'consultant2,casual,26 Nov 2026 to 28 Nov 2026,Not over',
    'consultant2,casual,9-10 Feb 2026,First',
    'consultant2,casual,10-11 Feb 2026,Second',
  ]);
  expect(imported.output).toMatch(/^13 of 13 lines are new/);
  expect(imported.code).toBe(0);
  const without = await look();
  expect(without[0]).toBe(
    'hr1.csv, line 2: “25th Feb to 27th feb” names no year. Say it with --year. → reported',
  );
  const expected = [
    'hr1.csv, line 2: “25th Feb to 27th feb”, Casual leave of consultant → enter 25–27 Feb 2026, 3 days, as approved',
    'hr1.csv, line 3: “Mar 4, 2026”, Sick leave of consultant → enter 4 Mar 2026, 1 day, as approved',
    'hr1.csv, line 4: There is already leave asked for or approved on 4–5 May 2026 → reported',
    'hr1.csv, line 5: “3/4/25” can be read day first or month first. → reported',
    'hr1.csv, line 6: “31 Feb” names a day that does not exist. → reported',
    'hr1.csv, line 7: 28 Feb – 1 Mar 2026 has no working day of consultant2. → reported',
    'hr1.csv, line 8: 1 Feb 2026 has no working day of consultant2. → reported',
    'hr1.csv, line 9: Several people are called “hr”. Write an e-mail address. → reported',
    'hr1.csv, line 10: There is nobody called “somebody”. Write an e-mail address. → reported',
    'hr1.csv, line 11: “paternity” is no type of leave (casual, sick, earned, unpaid, comp-off). → reported',
    'hr1.csv, line 12: 26–28 Nov 2026 is not over. It is asked for here. → reported',
    'hr1.csv, line 13: “9-10 Feb 2026”, Casual leave of consultant2 → enter 9–10 Feb 2026, 2 days, as approved',
    'hr1.csv, line 14: There is already leave asked for or approved on 9–10 Feb 2026 → reported',
  ];
  expect(await look(2026)).toEqual(expected);

  await apply(2026);
  expect(await leave()).toEqual([
    {
      name: 'consultant2',
      type: 'casual',
      days: '2026-02-09 2026-02-10',
      units: 200,
      status: 'approved',
    },
    {
      name: 'consultant',
      type: 'casual',
      days: '2026-02-25 2026-02-27',
      units: 300,
      status: 'approved',
    },
    {
      name: 'consultant',
      type: 'sick',
      days: '2026-03-04 2026-03-04',
      units: 100,
      status: 'approved',
    },
    {
      name: 'consultant',
      type: 'casual',
      days: '2026-05-04 2026-05-05',
      units: 200,
      status: 'pending',
    },
  ]);
  // History moves no balance, and the audit trail has its dates and no reason.
  expect(await db.query('SELECT 1 FROM leave_ledger')).toEqual([]);
  const audited = await db.query<{ details: string }>(
    `SELECT details::text FROM audit_event WHERE action = 'record.repaired'`,
  );
  expect(audited).toHaveLength(3);
  expect(JSON.stringify(audited)).toContain('2026-02-25');
  expect(JSON.stringify(audited)).not.toContain('Home, early');
  expect(await look(2026)).toEqual(expected.filter((line) => line.endsWith('reported')));
});

test('a line is taken in once, in whatever file it comes again, and From and To are two columns of one span', async () => {
  const file = [
    'Person;Type;From;To',
    'consultant;unpaid;25-Feb-2025;27/02/2025',
    'hr;casual;2025-03-04;5 Mar 2025',
  ];
  expect((await importOld(file)).output).toMatch(/^2 of 2 lines are new/);
  expect((await importOld(file)).output).toMatch(/^0 of 2 lines are new/);
  expect((await importOld([...file, 'hr;sick;6 Mar 2025;6 Mar 2025'])).output).toMatch(/^1 of 3/);
  await apply();
  expect(await leave()).toHaveLength(3);
  expect((await importOld(file)).output).toMatch(/^0 of 2 lines are new/);
  expect(await look()).toEqual([]);
});

test.each([
  [['Person,Type,Dates,Colour', 'hr,casual,2 Feb 2026,red'], /line 1, Colour: There is no column/],
  [['Person,Dates', 'hr,2 Feb 2026'], /line 1, Type: This column is missing/],
  [
    ['Person,Type,From', 'hr,casual,2 Feb 2026'],
    /line 1, Dates: Say when in Dates, or in From and To/,
  ],
  [['Person,Type,Dates,From,To', 'hr,casual,1,2,3'], /line 1, Dates: Say when/],
  [['Person,Type,Dates', 'hr,casual'], /line 2: This line has 2 cells, not 3/],
  [['Person,Type,Dates', 'hr,casual,"2 Feb'], /line 2: A quotation mark is opened/],
  [['Person,Type,Dates', `hr,casual,${'x'.repeat(501)}`], /line 2, Dates: Use at most 500/],
  [['Person,Type,Dates'], /Below the headings there is nothing/],
])('the file %j is refused whole', async (lines, message) => {
  const { code, output } = await importOld(lines);
  expect(output).toMatch(message);
  expect(code).toBe(1);
  expect(await db.query('SELECT 1 FROM imported_record')).toEqual([]);
});
