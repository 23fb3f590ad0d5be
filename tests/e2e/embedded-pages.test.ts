import { randomBytes, randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumPath } from '../../dev/chromium.mjs';
import { codecKey } from '../../platform/config/codec-keys';
import { createPayloadCodec } from '../../platform/temporal/payload-codec';
import { startTestApi, type TestApi } from '../support/api';
import { picture } from '../support/barriers';
import { startTestTemporal, type TestNamespace } from '../support/stack';

jest.setTimeout(60_000);

let api: TestApi;
let browser: Browser;
let temporal: TestNamespace;
const workflowId = `approval/leave/${randomUUID()}`;
const KEY = `a:${randomBytes(32).toString('base64')}`;
/** The address the API believes to be at, which is where the UI has payloads decoded. */
const PUBLIC_URL = 'http://netra.localhost';

beforeAll(async () => {
  temporal = await startTestTemporal();
  const connection = await Connection.connect({ address: temporal.address });
  const codec = createPayloadCodec({ current: codecKey.parse(KEY), previous: [] });
  const client = new Client({
    connection,
    namespace: temporal.namespace,
    dataConverter: { payloadCodecs: [codec] },
  });
  const args = [{ word: 'kept from Temporal' }];
  await client.workflow.start('approvalWorkflow', { taskQueue: 'netra', workflowId, args });
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  expect(JSON.stringify(events)).not.toContain(Buffer.from('kept from').toString('base64'));
  await connection.close();
  api = await startTestApi({ env: { TEMPORAL_CODEC_KEY: KEY, PUBLIC_URL } });
  browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
      `--host-resolver-rules=MAP netra.localhost ${new URL(api.url).host}`,
    ],
  });
});
afterAll(async () => {
  await browser.close();
  await api.stop();
});

/** A page of an admin, with everything it complains of and every host it asks. */
async function open(
  path: string,
): Promise<{ page: Page; complaints: string[]; hosts: Set<string> }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const { token } = await api.as('admin');
  await context.addCookies([
    { name: 'netra_session', value: token!, url: PUBLIC_URL, httpOnly: true, sameSite: 'Lax' },
  ]);
  const page = await context.newPage();
  const complaints: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http')) hosts.add(url.host);
  });
  await page.goto(PUBLIC_URL + path);
  return { page, complaints, hosts };
}

test('the API reference works under the strict policy and asks nobody else', async () => {
  const { page, complaints, hosts } = await open('/api/v1/docs');
  await page.getByText('Sign in; sets the session cookie').first().waitFor();
  await picture(page, 'docs');
  expect(complaints).toEqual([]);
  expect([...hosts]).toEqual([new URL(PUBLIC_URL).host]);
});

test('the Temporal UI shows an admin what Temporal itself cannot read', async () => {
  const { page, complaints, hosts } = await open(
    `/temporal/namespaces/${temporal.namespace}/workflows/${encodeURIComponent(workflowId)}`,
  );
  await page.getByText('kept from Temporal').first().waitFor();
  expect([...hosts]).toEqual([new URL(PUBLIC_URL).host]);
  expect(complaints.filter((text) => /Content Security Policy/i.test(text))).toEqual([]);
  const [decoded] = await api.db.query<{ actorId: string }>(
    `SELECT actor_id AS "actorId" FROM audit_event WHERE action = 'temporal.payloads-decoded'`,
  );
  expect(decoded?.actorId).toBe(api.company.people.admin);
});

test('the Temporal UI shows a run by its deep link and offers nothing to change it', async () => {
  const { page, hosts, complaints } = await open(
    `/temporal/namespaces/${temporal.namespace}/workflows/${encodeURIComponent(workflowId)}`,
  );
  await page.getByText(workflowId).first().waitFor();
  await page.getByText('Running').first().waitFor();
  await page.getByText('Event History').first().waitFor();
  await picture(page, 'temporal-run');
  const offered = page.getByRole('button', {
    name: /terminate|cancel|signal|reset|update|pause|start workflow/i,
  });
  for (const button of await offered.all()) expect(await button.isDisabled()).toBe(true);
  await page.goto(`${PUBLIC_URL}/temporal/namespaces/${temporal.namespace}/workflows`);
  await page.getByText(workflowId).first().waitFor();
  await picture(page, 'temporal-list');
  expect([...hosts]).toEqual([new URL(PUBLIC_URL).host]);
  expect(complaints.filter((text) => /Content Security Policy/i.test(text))).toEqual([]);
});
