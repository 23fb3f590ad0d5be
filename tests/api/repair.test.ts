import { loadDemoCompany } from '../../db/demo/load-demo-company';
import { startAuditSealer } from '../../modules/audit/audit-sealer';
import { recordAudit } from '../../modules/audit/use-cases/record-audit';
import {
  FINDING_IDS,
  findMalformed,
  repairRecords,
} from '../../modules/repair/use-cases/repair-records';
import { connectDatabase, type Database } from '../../platform/database/database';
import { createLogger } from '../../platform/logger/logger';
import { ensureBuilt } from '../support/app';
import { runCommand } from '../support/commands';
import { emailOf, foundCompany, type Company } from '../support/company';
import { plantFaults, plantRequest } from '../support/malformed';
import { startTestPostgres, testFolder, type TestDatabase } from '../support/stack';

jest.setTimeout(60_000);

const AT = { openRuns: null, auditFault: () => Promise.resolve(null) };

let database: TestDatabase;
let db: Database;

beforeAll(ensureBuilt);

beforeEach(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities: [], poolSize: 4 });
});

afterEach(async () => {
  await db.close();
  await database.drop();
});

const repair = (...args: string[]) => runCommand('repair', args, database.url);

interface Report {
  applied: boolean;
  mendable: number;
  reported: number;
  found: {
    finding: string;
    faults: { id: string; text: string; mend: { does: string } | null }[];
  }[];
}

const asJson = async (...args: string[]) => {
  const { code, output } = await repair('--json', ...args);
  return { code, report: JSON.parse(output) as Report };
};

const repairs = () =>
  db.query<{
    finding: string;
    actorId: string | null;
    operatorId: string;
    run: string;
    subject: string;
  }>(
    `SELECT details->>'finding' AS finding, actor_id AS "actorId", details->>'operatorId' AS "operatorId",
       details->>'run' AS run, subject_type AS subject
     FROM audit_event WHERE action = 'record.repaired' ORDER BY id`,
  );

/** Without the audit's own rows: what a database holds, table by table. */
async function everything(): Promise<string> {
  const tables = await db.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const sums = [];
  for (const { name } of tables) {
    const [sum] = await db.query<{ sum: string | null }>(
      `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM "${name}" t`,
    );
    sums.push(`${name} ${sum?.sum}`);
  }
  return sums.join('\n');
}

async function plantAll(): Promise<Company> {
  const company = await foundCompany(db);
  await db.transaction((tx) =>
    recordAudit(tx, [
      { actorId: null, action: 'test.first', subjectType: 'test', subjectId: 'first' },
    ]),
  );
  await startAuditSealer({
    ...{ db, logger: createLogger({ level: 'silent', role: 'test' }) },
    anchorFile: `${testFolder()}/anchors.jsonl`,
  }).stop();
  await plantFaults(db, company);
  await db.query(
    `INSERT INTO imported_record (source, kind, line, fields, content_hash) VALUES ('old.csv', 'leave', 2,
       '{"person": "consultant", "type": "casual", "dates": "25th Feb to 27th feb 2025", "reason": ""}', repeat('0', 64))`,
  );
  return company;
}

test('in the demo company nothing is malformed', async () => {
  await loadDemoCompany(db);
  const { code, output } = await repair();
  expect(output).toMatch(/^Not compared with Temporal.*\nNothing is malformed\.\n$/);
  expect(code).toBe(0);
});

test('one fault of each sort: every finding is found, and nothing is written', async () => {
  await plantAll();
  const before = await everything();
  const { code, report } = await asJson();
  expect(code).toBe(2);
  expect(report.found.map(({ finding }) => finding)).toEqual(FINDING_IDS);
  expect(await everything()).toBe(before);
  const reported = report.found.flatMap(({ finding, faults }) =>
    faults.some(({ mend }) => mend === null) ? [finding] : [],
  );
  expect(reported).toEqual([
    'led-by-inactive',
    'reporting-cycles',
    'department-cycles',
    'records-apart',
    'ledgers-without-balance',
    'paid-without-batch',
    'receipts-unclaimed',
    'number-gaps',
    'audit-chain',
  ]);
});

test('applied, all that can be is mended with an entry each, and a second run has nothing left to mend', async () => {
  const { people } = await plantAll();
  const dry = (await asJson()).report;
  const first = await asJson('--apply', '--by', emailOf('admin'));
  expect(first.report).toMatchObject({ applied: true, mendable: dry.mendable });
  expect(first.code).toBe(2);
  const entries = await repairs();
  expect(entries).toHaveLength(dry.mendable);
  expect(new Set(entries.map(({ run }) => run)).size).toBe(1);
  for (const entry of entries)
    expect(entry).toMatchObject({ actorId: null, operatorId: people.admin });

  const second = (await asJson('--apply', '--by', emailOf('admin'))).report;
  expect(second).toMatchObject({ mendable: 0, reported: dry.reported });
  expect(await repairs()).toHaveLength(dry.mendable);

  expect(
    await db.query(
      `SELECT b.granted, k.granted AS bucket FROM leave_balance b JOIN leave_bucket k USING (employee_id, type)
       WHERE b.employee_id = $1`,
      [people['sales.rep']],
    ),
  ).toEqual([{ granted: 1000, bucket: 1000 }]);
  const followed = await db.query<{ id: string }>('SELECT person_id AS id FROM people_change');
  expect(followed).toContainEqual({ id: people['sales.manager'] });
  expect(
    await db.query(
      `SELECT from_on AS "from", to_on AS "to", units, status FROM leave_request WHERE employee_id = $1`,
      [people.consultant],
    ),
  ).toEqual([{ from: '2025-02-25', to: '2025-02-27', units: 300, status: 'approved' }]);
});

test('only what is named is looked at and mended', async () => {
  await plantAll();
  const applied = await repair(
    '--apply',
    '--by',
    emailOf('admin'),
    '--only',
    'hr-of-inactive,bell-numbers',
  );
  expect(applied.output).toContain('2 mended, 0 need a person.');
  expect(applied.code).toBe(0);
  expect((await repairs()).map(({ finding }) => finding)).toEqual([
    'hr-of-inactive',
    'bell-numbers',
  ]);
});

test('when one repair fails nothing is written', async () => {
  await plantAll();
  await db.query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no mail today'; END $$`,
  );
  await db.query(
    'CREATE TRIGGER refuse BEFORE UPDATE ON mail FOR EACH ROW EXECUTE FUNCTION refuse()',
  );
  const before = await everything();
  const { code, output } = await repair('--apply', '--by', emailOf('admin'));
  expect(output).toContain('no mail today');
  expect(code).toBe(1);
  expect(await everything()).toBe(before);
});

test.each([
  [['--apply'], /--by: say which admin/],
  [['--apply', '--by', emailOf('sales.rep')], /not the address of an active admin/],
  [['--apply', '--by', 'nobody@netra.example'], /not the address of an active admin/],
  [['--only', 'everything'], /there is no finding “everything”\. Known: sessions-of-inactive/],
  [['--year', '26'], /--year: must be a year/],
  [['--aply'], /Unknown option '--aply'/],
])('%j is refused', async (args, message) => {
  await foundCompany(db);
  const before = await everything();
  const { code, output } = await repair(...args);
  expect(output).toMatch(message);
  expect(code).toBe(1);
  expect(await everything()).toBe(before);
});

test('somebody who was an admin may not say so any more', async () => {
  await foundCompany(db);
  await db.query('UPDATE employee SET active = false WHERE email = $1', [emailOf('admin')]);
  const refused = repairRecords({ db, now: new Date() }, { only: [], by: emailOf('admin') }, AT);
  await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
});

test('asked, Temporal says which requests no run is about, begun or not', async () => {
  const company = await foundCompany(db);
  const plant = (title: string) =>
    plantRequest(db, company, { title, approver: 'sales.manager', status: 'pending' });
  const [running, lost] = [await plant('Runs'), await plant('Lost')];
  const find = (openRuns: Set<string> | null) =>
    findMalformed({ db, now: new Date() }, ['requests-without-run'], { ...AT, openRuns });
  expect(await find(null)).toEqual([]);
  const [found] = await find(new Set([`approval/test/${running.requestId}`]));
  expect(found?.faults.map(({ id }) => id)).toEqual([lost.requestId]);
});
