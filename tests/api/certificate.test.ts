import { startApp, type RunningApp } from '../support/app';
import {
  approvalWhen,
  askForLeave,
  asked,
  claim,
  closed,
  personasOf,
  type Personas,
} from '../support/personas';
import { pdfText } from '../support/pdf-text';

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
  const said = pdfText(Buffer.from(await answer.arrayBuffer()));
  expect(said).toContain(approvalId);
  expect(said).not.toContain('not sealed yet');
  // Submitted, step opened, decided, closed: each with a position and a hash of its own.
  const sealed = [...said.matchAll(/^(\d+) ([0-9a-f]{64})$/gm)].map(([, position]) =>
    Number(position),
  );
  expect(sealed.length).toBeGreaterThanOrEqual(4);
  expect(new Set(sealed).size).toBe(sealed.length);
});

test('a request that was changed is certified with what was signed before, and an override as one', async () => {
  const consultant = await people.as('consultant');
  const { approvalId } = await claim(consultant, '900.00');
  await approvalWhen(consultant, approvalId, asked('reporting-manager'));
  const line = { date: '2026-11-02', category: 'travel', description: 'Train' };
  const data = {
    title: 'Customer visit, changed',
    lines: [{ ...line, amount: { amount: '950.00', currency: 'INR' } }],
  };
  const revised = await consultant.post(`/approvals/${approvalId}/revisions`, { data });
  expect(revised.status).toBe(200);
  const { waitingOn } = await approvalWhen(
    consultant,
    approvalId,
    (approval) => approval.round === 2 && asked('reporting-manager')(approval),
  );
  const admin = await people.as('admin');
  const body = { verdict: 'approve', reason: 'The manager is on a flight' };
  expect((await admin.post(`/approvals/${approvalId}/override`, body)).status).toBe(200);
  await approvalWhen(consultant, approvalId, closed);
  const answer = await fetchCertificate('consultant', approvalId);
  const said = pdfText(Buffer.from(await answer.arrayBuffer())).replace(/\s+/g, '');
  for (const words of [
    ...['Version, round 2, 2', 'Earlier: version 1, round 1', '₹900.00', '₹950.00'],
    ...["in the app, as an admin's override", body.reason],
    `Decided by an admin past ${waitingOn[0]!.name}`,
  ]) {
    expect(said).toContain(words.replaceAll(' ', ''));
  }
});
