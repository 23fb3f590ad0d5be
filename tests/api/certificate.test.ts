import { inflateSync } from 'node:zlib';
import { startApp, type RunningApp } from '../support/app';
import {
  approvalWhen,
  askForLeave,
  asked,
  closed,
  personasOf,
  type Personas,
} from '../support/personas';

jest.setTimeout(120_000);

let app: RunningApp;
let people: Personas;

beforeAll(async () => {
  app = await startApp({ demo: true });
  people = personasOf(app);
});
afterAll(() => app?.stop());

async function fetchCertificate(persona: Parameters<Personas['as']>[0], id: string) {
  const { token } = await people.as(persona);
  return fetch(`${app.url}/api/v1/approvals/${id}/certificate`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
}

/** What a page's hexadecimal strings in a standard font say; other fonts number their glyphs anew. */
function courierText(pdf: Buffer): string {
  const source = pdf.toString('latin1');
  const streams = [...source.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(
    ([, body = '']) => {
      try {
        return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    },
  );
  const strings = streams.flatMap((stream) => [
    ...stream.matchAll(/\[((?:<[0-9a-f]*>|[ \d.-])*)\] TJ/g),
  ]);
  return strings
    .map(([, parts = '']) => [...parts.matchAll(/<([0-9a-f]*)>/g)].map(([, hex]) => hex).join(''))
    .map((hex) => Buffer.from(hex, 'hex').toString('latin1'))
    .join('\n');
}

test('a closed request has a certificate with the hashes of its audit rows, for whoever may see it', async () => {
  const rep = await people.as('sales.rep');
  const { approvalId } = await askForLeave(rep);
  await approvalWhen(rep, approvalId, asked('reporting-manager'));
  expect((await fetchCertificate('sales.rep', approvalId)).status).toBe(409);
  expect((await fetchCertificate('consultant', approvalId)).status).toBe(404);

  const manager = await people.as('sales.manager');
  await manager.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve', comment: 'Fine' });
  await approvalWhen(rep, approvalId, closed);
  expect((await fetchCertificate('consultant', approvalId)).status).toBe(404);
  for (const persona of ['sales.rep', 'sales.manager', 'admin'] as const) {
    expect((await fetchCertificate(persona, approvalId)).status).toBe(200);
  }
  // The sealer comes by once a second.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const answer = await fetchCertificate('sales.rep', approvalId);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename=certificate-${approvalId}.pdf`,
  );
  const said = courierText(Buffer.from(await answer.arrayBuffer()));
  expect(said).toContain(approvalId);
  expect(said).not.toContain('not sealed yet');
  // Submitted, step opened, decided, closed: each with a position and a hash of its own.
  const sealed = [...said.matchAll(/^(\d+) ([0-9a-f]{64})$/gm)].map(([, position]) =>
    Number(position),
  );
  expect(sealed.length).toBeGreaterThanOrEqual(4);
  expect(new Set(sealed).size).toBe(sealed.length);
});
