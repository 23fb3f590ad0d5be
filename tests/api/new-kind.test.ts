import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../dev/embedded/project-root';
import type { Approval } from '../../domain/wire/approvals';
import { readShape } from '../../web/features/requests/schema-shape';
import { softwareLicenceKind } from '../fixtures/software-licence/definition';
import { ensureBuilt, startApp, type RunningApp } from '../support/app';
import { mailedLinks, pressLink } from '../support/decision-page';
import { approvalWhen, asked, closed, personasOf, type Personas } from '../support/personas';
import { testFolder } from '../support/stack';

// A copy of the project gets one more kind of request, as a developer would add it: two files and a line in each
// registry. Then the copy is built and run.
const root = projectRoot();
const KIND = 'software-licence';
const REGISTRIES = {
  definitions: 'softwareLicenceKind',
  effects: 'softwareLicenceEffects',
} as const;

let copy: string;
/** The copy's files as they were, by path. */
let original: Map<string, string>;

beforeAll(() => {
  ensureBuilt();
  copy = join(testFolder(), 'copy');
  const sources = execFileSync('git', ['ls-files', '-z', '-c', '-o', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => file && !file.startsWith('tests/') && existsSync(join(root, file)));
  for (const file of sources) cpSync(join(root, file), join(copy, file));
  original = fingerprints(copy);
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
}, 60_000);

/** The kind's file as it stands in `approvals/software-licence`, one folder less deep than the fixture. */
function addFile(name: 'definition' | 'effects'): void {
  const from = join(root, 'tests', 'fixtures', KIND, `${name}.ts`);
  const to = join(copy, 'approvals', KIND, `${name}.ts`);
  cpSync(from, to);
  writeFileSync(to, readFileSync(from, 'utf8').replaceAll("'../../../", "'../../"));
}

/** The kind's line in a registry, with its import. */
function register(registry: keyof typeof REGISTRIES): void {
  const file = join(copy, 'approvals', `${registry}.ts`);
  const name = REGISTRIES[registry];
  const from = `./${KIND}/${registry === 'effects' ? 'effects' : 'definition'}`;
  const text = readFileSync(file, 'utf8').replace(/^};$/m, `  '${KIND}': ${name},\n};`);
  writeFileSync(file, `import { ${name} } from '${from}';\n${text}`);
}

function run(script: string, args: string[]): { status: number | null; output: string } {
  const made = spawnSync(process.execPath, [join(copy, script), ...args], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status: made.status, output: made.stdout + made.stderr };
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');

/** The bundle of the workflow code in the copy's dist, made where the build makes it: its text holds paths. */
function bundleHash(): string {
  const script = `require('@temporalio/worker').bundleWorkflowCode({
    workflowsPath: require.resolve('./dist/workflows/index.js'),
    payloadConverterPath: require.resolve('./dist/workflows/payload-converter.js'),
  }).then(({ code }) => process.stdout.write(require('crypto').createHash('sha256').update(code).digest('hex')))`;
  return execFileSync(process.execPath, ['-e', script], {
    cwd: copy,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

describe('a software licence is added', () => {
  let before: string;

  test('without its effects it does not compile, and the compiler names it', () => {
    for (const folder of ['domain', 'workflows']) {
      cpSync(join(root, 'dist', folder), join(copy, 'dist', folder), { recursive: true });
    }
    before = bundleHash();
    addFile('definition');
    addFile('effects');
    register('definitions');
    const { status, output } = run('node_modules/typescript/bin/tsc', [
      '-p',
      'tsconfig.build.json',
    ]);
    expect(status).not.toBe(0);
    expect(output).toMatch(/approvals\/effects\.ts.*'"software-licence"' is missing/);
  }, 120_000);

  test('with them it builds, and the workflow bundle is the same to the byte', () => {
    register('effects');
    const { status, output } = run('dev/build.mjs', ['--server']);
    expect([status, output]).toEqual([0, expect.stringContaining('workflows') as string]);
    expect(sha256(readFileSync(join(copy, 'dist', 'workflow-bundle.js')))).toBe(before);
  }, 120_000);

  test('nothing outside approvals/ was touched', () => {
    const now = fingerprints(copy);
    const all = [...new Set([...original.keys(), ...now.keys()])].sort();
    const changed = all.filter((file) => now.get(file) !== original.get(file));
    expect(changed).toEqual([
      'approvals/definitions.ts',
      'approvals/effects.ts',
      'approvals/software-licence/definition.ts',
      'approvals/software-licence/effects.ts',
    ]);
  });

  test('the web draws its form from the schema', () => {
    expect(readShape(softwareLicenceKind.request)).toMatchObject({
      supplier: { type: 'text', required: true },
      purpose: { type: 'text', required: true },
      total: { type: 'money', required: true },
    });
  });
});

describe('the copy runs', () => {
  let app: RunningApp;
  let people: Personas;
  let approvalId: string;

  beforeAll(async () => {
    app = await startApp({ demo: true, root: copy });
    people = personasOf(app);
  }, 90_000);
  afterAll(() => app?.stop());

  test('licences are asked for where the definition says, and OpenAPI says so, too', async () => {
    const rep = await people.as('sales.rep');
    const { example } = softwareLicenceKind;
    const sent = await rep.post('/software-licences', example);
    expect(sent).toMatchObject({ status: 201, body: { status: 'pending' } });
    ({ approvalId } = sent.body);
    const wrong = await rep.post('/software-licences', { ...example, supplier: '' });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'supplier' }] } });
    const { paths } = (await rep.get('/openapi.json')).body as { paths: Record<string, object> };
    expect(paths).toHaveProperty(['/software-licences', 'post', 'requestBody']);
  });

  test('the list knows its name, and the mail shows its facts', async () => {
    const rep = await people.as('sales.rep');
    const listed = await rep.get('/approvals?box=sent&kind=software-licence');
    expect(listed.body).toMatchObject({
      items: [{ id: approvalId, kind: KIND, kindLabel: 'Software licence', status: 'pending' }],
    });
    const open = await approvalWhen(rep, approvalId, asked('reporting-manager'));
    expect(open.workflowId).toBe(`approval/software-licence/${approvalId}`);
    await mailedLinks(app.inbox, 'sales.manager@netra.example', approvalId);
    const [mail] = await app.inbox.mails({ to: 'sales.manager@netra.example' }, 10_000);
    for (const part of [mail?.html, mail?.text]) {
      expect(part).toContain('Lekhan Software');
      expect(part).toContain('Drawing tools for the design team');
    }
  });

  test('the manager signs in the app, finance by mailed link, and it is approved', async () => {
    const rep = await people.as('sales.rep');
    const manager = await people.as('sales.manager');
    const decided = await manager.post(`/approvals/${approvalId}/decisions`, {
      verdict: 'approve',
    });
    expect(decided.status).toBe(200);
    const links = await mailedLinks(app.inbox, 'finance@netra.example', approvalId);
    expect((await pressLink(links.approve)).status).toBe(200);
    const approval: Approval = await approvalWhen(rep, approvalId, closed);
    expect(approval).toMatchObject({
      status: 'approved',
      decisions: [
        { step: 'reporting-manager', channel: 'app' },
        { step: 'finance', channel: 'email' },
      ],
    });
  });
});

/** A hash of every file that is neither made nor installed. */
function fingerprints(folder: string, path = ''): Map<string, string> {
  const found = readdirSync(join(folder, path), { withFileTypes: true })
    .filter(({ name }) => path !== '' || !['node_modules', 'dist'].includes(name))
    .flatMap((entry): [string, string][] => {
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) return [...fingerprints(folder, below)];
      return [[below, sha256(readFileSync(join(folder, below)))]];
    });
  return new Map(found);
}
