import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import pg from 'pg';
import { projectRoot } from '../../dev/embedded/project-root';
import type { Approval } from '../../domain/wire/approvals';
import { startApp, type RunningApp } from '../support/app';
import type { Persona } from '../support/company';
import { approvalWhen, asked, claim, closed, personasOf, type Personas } from '../support/personas';

jest.setTimeout(240_000);

const RUNS = 50;
/** Above what a manager signs alone, so that a run has a stage behind it and one before it. */
const AMOUNT = '26000.00';

let app: RunningApp;
let people: Personas;
let db: pg.Pool;
let earlier: string;

beforeAll(async () => {
  app = await startApp({ demo: true, worker: false });
  people = personasOf(app);
  db = new pg.Pool({ connectionString: app.environment.DATABASE_URL, max: 2 });
  earlier = await earlierRelease();
}, 120_000);

afterAll(async () => {
  await db?.end();
  await app?.stop();
  if (earlier) rmSync(earlier, { recursive: true, force: true });
});

/** A built copy of the project whose workflow code is that of the first release. */
async function earlierRelease(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'netra-release-'));
  cpSync(join(projectRoot(), 'dist'), join(root, 'dist'), { recursive: true });
  symlinkSync(join(projectRoot(), 'node_modules'), join(root, 'node_modules'));
  const release = join(__dirname, '..', 'replay', 'releases', 'first', 'workflows');
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(release, 'index.ts'),
    payloadConverterPath: join(release, 'payload-converter.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  writeFileSync(join(root, 'dist', 'workflow-bundle.js'), code);
  return root;
}

const approve = { verdict: 'approve' };

async function decide(persona: Persona, ids: string[]): Promise<void> {
  const client = await people.as(persona);
  for (const id of ids) {
    const { status } = await client.post(`/approvals/${id}/decisions`, approve);
    if (status !== 200) throw new Error(`${persona} could not decide: ${status}`);
  }
}

const when = async (ids: string[], isTrue: (approval: Approval) => boolean) => {
  const consultant = await people.as('consultant');
  return Promise.all(ids.map((id) => approvalWhen(consultant, id, isTrue, 60_000)));
};

test('50 runs that began on the first release, at three points of their way, end on this one', async () => {
  const consultant = await people.as('consultant');
  await app.startWorker({ root: earlier });
  const ids: string[] = [];
  for (let run = 0; run < RUNS; run++) ids.push((await claim(consultant, AMOUNT)).approvalId);
  await when(ids, asked('reporting-manager'));
  const [untouched, halfway, changed] = [ids.slice(0, 20), ids.slice(20, 40), ids.slice(40)];
  await decide('consulting.manager', [...halfway, ...changed]);
  await when([...halfway, ...changed], asked('finance'));
  await app.worker?.stop();

  // While no worker runs, some are decided and some are changed.
  await decide('finance', halfway);
  const { data } = (await consultant.get(`/approvals/${changed[0]}`)).body as Approval;
  for (const id of changed) {
    const revision = { data: { title: 'Another title', lines: data.lines } };
    expect((await consultant.post(`/approvals/${id}/revisions`, revision)).status).toBe(200);
  }
  await app.startWorker();
  await when(changed, (approval) => approval.round === 2 && asked('reporting-manager')(approval));
  await decide('consulting.manager', [...untouched, ...changed]);
  await when([...untouched, ...changed], asked('finance'));
  await decide('finance', [...untouched, ...changed]);
  const ended = await when(ids, closed);
  expect(ended.map(({ status }) => status)).toEqual(Array(RUNS).fill('approved'));
  const { rows } = await db.query<{ paid: string }>(
    `SELECT count(*) AS paid FROM reimbursement b JOIN approval_request r ON r.subject_id = b.claim_id
     WHERE r.id = ANY($1)`,
    [ids],
  );
  expect(Number(rows[0]?.paid)).toBe(RUNS);
});
