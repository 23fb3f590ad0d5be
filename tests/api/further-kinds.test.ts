import pg from 'pg';
import { definitions, type KindId } from '../../approvals/definitions';
import type { Outcome } from '../../domain/approvals/vocabulary';
import type { Approval } from '../../domain/wire/approvals';
import { addDays } from '../../domain/dates/calendar';
import { startApp, type RunningApp } from '../support/app';
import type { Persona } from '../support/company';
import { mailedLinks, pressLink } from '../support/decision-page';
import { approvalWhen, asked, closed, personasOf, type Personas } from '../support/personas';
import { today } from '../support/records';

// A whole NETRA: the request by HTTP, the waiting in Temporal, signatures in the app and by mail, the effect in rows.
jest.setTimeout(120_000);

let app: RunningApp;
let people: Personas;
let db: pg.Client;
beforeAll(async () => {
  app = await startApp({ demo: true });
  people = personasOf(app);
  db = new pg.Client(app.environment.DATABASE_URL);
  await db.connect();
}, 120_000);
afterAll(async () => {
  await db?.end();
  await app?.stop();
});

const inr = (amount: string) => ({ amount, currency: 'INR' });
const rows = async (sql: string, id: string): Promise<unknown[]> =>
  (await db.query<Record<string, unknown>>(sql, [id])).rows;

interface Sent {
  id: string;
  approvalId: string;
}

async function send(kind: KindId, persona: Persona, body: unknown): Promise<Sent> {
  const answer = await (await people.as(persona)).post(definitions[kind].path, body);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body;
}

/** Signs step after step, the last one by the link in its mail; returns how the request ended. */
async function sign(sent: Sent, requester: Persona, signers: [step: string, Persona][]) {
  const client = await people.as(requester);
  for (const [index, [step, persona]] of signers.entries()) {
    await approvalWhen(client, sent.approvalId, asked(step));
    if (index < signers.length - 1) {
      const path = `/approvals/${sent.approvalId}/decisions`;
      expect((await (await people.as(persona)).post(path, { verdict: 'approve' })).status).toBe(
        200,
      );
      continue;
    }
    const links = await mailedLinks(app.inbox, `${persona}@netra.example`, sent.approvalId);
    expect((await pressLink(links.approve)).status).toBe(200);
  }
  return approvalWhen(client, sent.approvalId, closed);
}

async function reject(sent: Sent, requester: Persona, [step, persona]: [string, Persona]) {
  const client = await people.as(requester);
  await approvalWhen(client, sent.approvalId, asked(step));
  const path = `/approvals/${sent.approvalId}/decisions`;
  await (await people.as(persona)).post(path, { verdict: 'reject', comment: 'Not this year' });
  return approvalWhen(client, sent.approvalId, closed);
}

const factOf = ({ facts }: Approval, label: string) =>
  facts.find((fact) => fact.label === label)?.value;

/** What the requester was mailed about the end. */
async function outcomeMail(persona: Persona, { title, status }: Approval) {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    const mails = await app.inbox.mails({ to: `${persona}@netra.example` }, 1_000);
    const mail = mails.find(
      ({ subject }) => subject.includes(title) && /approved|rejected/i.test(subject),
    );
    if (mail) return mail;
  }
  throw new Error(`${persona} was not told that ${title} is ${status}`);
}

interface Story {
  kind: KindId;
  requester: Persona;
  /** A request, another one at each call. */
  body: () => object;
  signers: [step: string, Persona][];
  /** What the record (`$1`) has done, once approved and once rejected. */
  effect: string;
  approved: unknown[];
  rejected?: unknown[];
  /** The label of what the record got. */
  got?: [label: string, value: RegExp];
}

let count = 0;
const STORIES: Story[] = [
  {
    kind: 'purchase-order',
    requester: 'sales.rep',
    body: () => ({
      ...{ vendor: 'Acme', purpose: 'Desks' },
      lines: [{ description: 'Desk', quantity: 3, unitPrice: inr('20000.00') }],
    }),
    signers: [
      ['reporting-manager', 'sales.manager'],
      ['department-head', 'sales.head'],
    ],
    effect: `SELECT status, total_minor, number IS NOT NULL AS numbered FROM purchase_order WHERE id = $1`,
    approved: [{ status: 'approved', total_minor: '6000000', numbered: true }],
    rejected: [{ status: 'rejected', total_minor: '6000000', numbered: false }],
    got: ['Order number', /^PO-\d{4}-\d{4}$/],
  },
  {
    kind: 'vendor-bill',
    requester: 'consultant',
    body: () => ({
      ...{ vendor: 'Acme', billNumber: `E-${++count}`, billedOn: today(), dueOn: today() },
      ...{ amount: inr('500.00'), description: 'Cables' },
    }),
    signers: [
      ['department-head', 'consulting.head'],
      ['finance', 'finance'],
    ],
    effect: `SELECT status, number IS NOT NULL AS numbered FROM vendor_bill WHERE id = $1`,
    approved: [{ status: 'approved', numbered: true }],
    rejected: [{ status: 'rejected', numbered: false }],
    got: ['Our number', /^BILL-\d{4}-\d{4}$/],
  },
  {
    kind: 'overtime',
    requester: 'sales.rep2',
    body: () => ({
      ...{ date: addDays(today(), -(++count % 2)), hours: 1.5 },
      ...{ compensation: 'comp-off', reason: 'Quarter end' },
    }),
    signers: [['reporting-manager', 'sales.manager']],
    effect: 'SELECT minutes FROM comp_off_credit WHERE entry_id = $1',
    approved: [{ minutes: 90 }],
    got: ['Time off credited', /^1\.5 hours$/],
  },
  {
    kind: 'travel-request',
    requester: 'consultant2',
    body: () => ({
      ...{ purpose: 'Kick-off', international: true },
      legs: [{ date: addDays(today(), 7), from: 'Pune', to: 'Dubai', mode: 'flight' }],
      ...{ estimate: inr('42000.00'), advance: inr('9000.00') },
    }),
    signers: [
      ['reporting-manager', 'consulting.manager'],
      ['department-head-abroad', 'consulting.head'],
    ],
    effect: 'SELECT amount_minor FROM travel_advance WHERE travel_id = $1',
    approved: [{ amount_minor: '900000' }],
  },
  {
    kind: 'profile-change',
    requester: 'sales.rep',
    body: () => definitions['profile-change'].example,
    signers: [
      ['hr', 'hr'],
      ['finance', 'finance'],
    ],
    effect: `SELECT account_number, effective_until FROM employee_bank_account
      WHERE id = $1 AND effective_from IS NOT NULL`,
    approved: [
      {
        account_number: definitions['profile-change'].example.accountNumber,
        effective_until: null,
      },
    ],
  },
  {
    kind: 'hiring-requisition',
    requester: 'consulting.manager',
    body: () => ({
      ...definitions['hiring-requisition'].example,
      ...{ band: 'B4', startBy: addDays(today(), 60) },
    }),
    signers: [
      ['department-head', 'consulting.head'],
      ['hr', 'hr'],
      ['finance', 'finance'],
    ],
    effect: `SELECT ordinal, band FROM open_position WHERE requisition_id = $1 ORDER BY ordinal`,
    approved: [
      { ordinal: 1, band: 'B4' },
      { ordinal: 2, band: 'B4' },
    ],
    got: ['Positions opened', /^2$/],
  },
];

test.each(STORIES)('$kind: signed, its effect is there; rejected, it is not', async (story) => {
  const { kind, requester, signers } = story;
  const sent = await send(kind, requester, story.body());
  const done = await sign(sent, requester, signers);
  expect([done.status, done.decisions.map(({ channel }) => channel).at(-1)]).toEqual([
    'approved',
    'email',
  ]);
  expect(await rows(story.effect, sent.id)).toEqual(story.approved);
  if (story.got) expect(factOf(done, story.got[0])).toMatch(story.got[1]);
  const mail = await outcomeMail(requester, done);
  expect(mail.text).toContain('approved');

  const other = await send(kind, requester, story.body());
  const refused = await reject(other, requester, signers[0]!);
  expect(refused.status).toBe<Outcome>('rejected');
  expect(await rows(story.effect, other.id)).toEqual(story.rejected ?? []);
  if (story.got) expect(factOf(refused, story.got[0])).toBeUndefined();
});

test('payment-release: only of an approved bill, once, by nobody who approved the bill', async () => {
  const bill = await send('vendor-bill', 'sales.rep', STORIES[1]!.body());
  await approvalWhen(await people.as('sales.rep'), bill.approvalId, asked('department-head'));
  const release = (number: string) => ({ bill: number, payOn: today(), method: 'bank-transfer' });
  const rep = await people.as('sales.rep');
  const early = await rep.post('/payment-releases', release(`BILL-${today().slice(0, 4)}-9999`));
  expect(early.status).toBe(422);

  const signed = await sign(bill, 'sales.rep', [
    ['department-head', 'sales.head'],
    ['finance', 'finance'],
  ]);
  const number = factOf(signed, 'Our number')!;
  const refused = await send('payment-release', 'sales.rep', release(number));
  // Finance approved the bill, so the step goes up the line to the admin, and the admin's own to HR.
  await reject(refused, 'sales.rep', ['finance', 'admin']);
  const sent = await send('payment-release', 'sales.rep', release(number));
  const open = await approvalWhen(rep, sent.approvalId, asked('finance'));
  expect(open.steps[0]!.approvers.map(({ name }) => name)).not.toContain(
    signed.decisions.at(-1)!.by.name,
  );
  const done = await sign(sent, 'sales.rep', [
    ['finance', 'admin'],
    ['admin', 'hr'],
  ]);
  expect(done.status).toBe('approved');
  expect(
    await rows('SELECT amount_minor, status FROM payment_release WHERE id = $1', sent.id),
  ).toEqual([{ amount_minor: '50000', status: 'approved' }]);
  const again = await rep.post('/payment-releases', release(number));
  expect([again.status, (again.body as { code: string }).code]).toEqual([409, 'conflict']);
});
