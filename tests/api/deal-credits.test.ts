import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { InvoiceWire, ReceiptWire } from '../../domain/wire/receivables';
import { startTestApi, type TestApi } from '../support/api';
import { incentivesOf, refused } from '../support/incentives';
import { receivablesOf, type TestLine } from '../support/receivables';

jest.setTimeout(120_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  // Today's taxes, in each of the years of these tests.
  await api.db.query(`UPDATE tax_rate SET valid_from = '1950-01-01'`);
});
afterAll(() => api.stop());
// What came of deals stays: each test has a year of its own. Somebody is on one plan at a time, and begins without any.
let year = 1980;
const on = (day: string) => `${year}-${day}`;
const begin = async () => {
  year += 1;
  await api.db.query('DELETE FROM incentive_member');
};
beforeEach(begin);

const it = incentivesOf(() => api);
const money = receivablesOf(() => api);

const shared = { 'sales.rep': 6_000, 'sales.rep2': 4_000 };
const customerOf = async (dealId: string) => {
  const [deal] = await api.db.query<{ id: string }>(
    'SELECT customer_id AS id FROM deal WHERE id = $1',
    [dealId],
  );
  return deal!.id;
};
const drafted = async (dealId: string, lines: TestLine[], more: object = { dealId }) => {
  const content = { customerId: await customerOf(dealId), on: on('02-10'), lines };
  const body = { ...(await money.content(content)), ...more };
  return money.done<InvoiceWire>('POST', '/customer-invoices', body);
};
const invoiced = async (dealId: string, amount: string) =>
  money.issue(await drafted(dealId, [{ amount, tax: 'GST-18' }]));
/** A credit note over a part of an invoice. */
const credited = async (invoice: InvoiceWire, amount: string) => {
  const path = `/customer-invoices/${invoice.id}/credit-notes`;
  const note = await money.done<InvoiceWire>('POST', path, { reason: 'Rework' });
  const line = { amount, tax: 'GST-18' };
  const { customer } = invoice;
  const of = { customerId: customer.id, on: note.invoicedOn, lines: [line] };
  const content = await money.content(of);
  const changed = await money.done<InvoiceWire>('PUT', `/customer-invoices/${note.id}`, {
    ...{ revision: note.revision, content },
  });
  return money.issue(changed);
};
const paid = async (invoice: InvoiceWire, amount: string, day = on('02-10')) =>
  money.receive({
    ...{ customerId: invoice.customer.id, on: day, amount },
    settles: [[invoice, amount]],
  });
const bounced = (receipt: ReceiptWire, day = on('02-10')) =>
  money.done('POST', `/customer-receipts/${receipt.id}/reversals`, { on: day, reason: 'Bounced' });
/** What a deal was credited, in rupees, the oldest first. */
const creditsOf = async (dealId: string) => {
  const rows = await api.db.query<{ line: string }>(
    `SELECT basis || ' ' || trim_scale(amount_minor / 100.0) AS line FROM deal_credit
     WHERE deal_id = $1 AND source_id IS NOT NULL ORDER BY recorded_at, basis`,
    [dealId],
  );
  return rows.map(({ line }) => line);
};
const sums = async (dealId: string) => {
  const rows = await api.db.query<{ basis: string; minor: string }>(
    `SELECT basis, sum(amount_minor)::text AS minor FROM deal_credit WHERE deal_id = $1 AND basis <> 'won' GROUP BY basis`,
    [dealId],
  );
  return Object.fromEntries(rows.map(({ basis, minor }) => [basis, Number(minor) / 100]));
};

// By hand: an invoice of 6,00,000.00 with 18 % is 7,08,000.00. Half of it paid is 3,00,000.00 without tax: 60 % of that is
// 1,80,000.00, of which 5 % are 9,000.00; 40 % is 1,20,000.00, of which 5 % are 6,000.00. The cheque that bounces takes all
// of it back in the quarter it bounces in.
test('what is paid of an invoice earns its sellers their shares; what bounces is taken from their next quarter', async () => {
  const plan = await it.plan({ from: on('01-01'), people: ['sales.rep', 'sales.rep2'] });
  const deal = await it.deal({ amount: '1000000.00', shares: shared, events: [] });
  const invoice = await invoiced(deal, '600000.00');
  expect(invoice).toMatchObject({ total: it.inr('708000.00'), deal: { id: deal } });
  const receipt = await paid(invoice, '354000.00', on('03-05'));
  expect(await creditsOf(deal)).toEqual(['invoiced 600000', 'paid 300000']);
  const first = await it.run(plan.id, on('02-10'));
  expect(first.payable).toEqual(it.inr('15000.00'));
  const { content } = await it.statement(first.id, 'sales.rep');
  expect(content.lines[0]).toMatchObject({
    reference: `${receipt.number} for ${invoice.number!}`,
    ...{ base: it.inr('300000.00'), credit: it.inr('180000.00'), payout: it.inr('9000.00') },
  });

  await bounced(receipt, on('04-02'));
  expect(await creditsOf(deal)).toEqual(['invoiced 600000', 'paid 300000', 'paid -300000']);
  const second = await it.run(plan.id, on('05-10'));
  expect(second.payable).toEqual(it.inr('0.00'));
  const { content: next } = await it.statement(second.id, 'sales.rep');
  expect(next.totals).toMatchObject({
    ...{ commission: it.inr('-9000.00'), carriedForward: it.inr('-9000.00') },
  });
});

test('a credit note takes its part of what was invoiced back, on its own day', async () => {
  const plan = await it.plan({
    ...{ from: on('01-01'), people: ['sales.rep'], version: { basis: 'invoiced' } },
  });
  const deal = await it.deal({ amount: '1000000.00', events: [] });
  const invoice = await invoiced(deal, '600000.00');
  expect((await it.draw(plan.id, on('02-10'))).payable).toEqual(it.inr('30000.00'));
  const note = await credited(invoice, '100000.00');
  expect(note).toMatchObject({ deal: { id: deal } });
  expect(await creditsOf(deal)).toEqual(['invoiced 600000', 'invoiced -100000']);
  const [taken] = await api.db.query(
    `SELECT credited_on AS "on", reference FROM deal_credit WHERE source_id = $1`,
    [note.id],
  );
  expect(taken).toEqual({ on: note.invoicedOn, reference: note.number });
});

type Step = 'A' | 'B' | 'note' | 'halfA' | 'allB' | 'bounce' | 'again';
const STEPS: Step[] = ['A', 'B', 'note', 'halfA', 'allB', 'bounce', 'again'];
const AFTER: Partial<Record<Step, Step>> = {
  ...{ note: 'A', halfA: 'A', allB: 'B', bounce: 'allB', again: 'bounce' },
};

/** The same steps in the order of a wish, each after what it needs. */
function possible(wish: Step[]): Step[] {
  const order: Step[] = [];
  const left = [...wish];
  while (left.length > 0) {
    const at = left.findIndex((step) => !AFTER[step] || order.includes(AFTER[step]));
    order.push(...left.splice(at, 1));
  }
  return order;
}

// A is 4,00,000.00 of which 1,00,000.00 is credited and half of the 4,72,000.00 with tax paid: 2,00,000.00. B is
// 3,00,000.00, paid, bounced, paid again. Invoiced: 6,00,000.00; paid: 5,00,000.00, of which 5 % are 25,000.00.
test('whatever order invoices, credit notes, receipts and bounced ones come in, the credits and the payout are the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(STEPS, { minLength: STEPS.length }), async (wish) => {
      await begin();
      const plan = await it.plan({ from: on('01-01'), people: ['sales.rep'] });
      const deal = await it.deal({ amount: '1000000.00', events: [] });
      const made = new Map<Step, InvoiceWire & ReceiptWire>();
      const get = (step: Step) => made.get(step)!;
      const run: Record<Step, () => Promise<unknown>> = {
        A: () => invoiced(deal, '400000.00'),
        B: () => invoiced(deal, '300000.00'),
        note: () => credited(get('A'), '100000.00'),
        halfA: () => paid(get('A'), '236000.00'),
        allB: () => paid(get('B'), '354000.00'),
        bounce: () => bounced(get('allB')),
        again: () => paid(get('B'), '354000.00'),
      };
      for (const step of possible(wish))
        made.set(step, (await run[step]()) as InvoiceWire & ReceiptWire);
      expect(await sums(deal)).toEqual({ invoiced: 600000, paid: 500000 });
      expect((await it.draw(plan.id, on('02-10'))).payable).toEqual(it.inr('25000.00'));
    }),
    { numRuns: 6 },
  );
});

test('never more is credited than the deal is worth, and what was recorded by hand counts once', async () => {
  const deal = await it.deal({ amount: '500000.00', events: [] });
  const first = await invoiced(deal, '400000.00');
  await invoiced(deal, '400000.00');
  expect(await sums(deal)).toEqual({ invoiced: 500000 });
  await credited(first, '400000.00');
  expect(await sums(deal)).toEqual({ invoiced: 400000 });

  const other = await it.deal({ amount: '500000.00', events: [] });
  await it.happens(other, { basis: 'invoiced', amount: '450000.00', on: on('02-01') });
  await invoiced(other, '100000.00');
  expect(await sums(other)).toEqual({ invoiced: 500000 });
});

test('what the customer was given back by hand is not taken back once more by the cheque that bounces', async () => {
  const deal = await it.deal({ amount: '500000.00', events: [] });
  const receipt = await paid(await invoiced(deal, '500000.00'), '590000.00');
  await it.happens(deal, { basis: 'refunded', amount: '200000.00', on: on('02-11') });
  await bounced(receipt);
  expect(await sums(deal)).toEqual({ invoiced: 500000, paid: 200000, refunded: 200000 });
});

test('a document credits its deal once, however often that is asked for', async () => {
  const deal = await it.deal({ amount: '500000.00', events: [] });
  const invoice = await invoiced(deal, '100000.00');
  await paid(invoice, '118000.00');
  const before = await creditsOf(deal);
  await api.db.query(
    `SELECT credit_deal(k.deal_id, k.basis, k.source_id, k.credited_on, k.reference, NULL, now())
     FROM deal_credit k WHERE k.deal_id = $1 AND k.source_id IS NOT NULL`,
    [deal],
  );
  expect(await creditsOf(deal)).toEqual(before);
});

test('an invoice of a project is one of the deal that became it, and the other way round', async () => {
  const deal = await it.deal({ amount: '500000.00', events: [] });
  const projectId = randomUUID();
  const { departments, people } = api.company;
  await api.db.query(
    `INSERT INTO project (id, code, name, customer, department_id, manager_id, status, starts_on)
     VALUES ($1, $2, 'Order desk', 'Customer', $3, $4, 'active', '2026-01-05')`,
    [projectId, `P-${year}`, departments.Consulting, people['consulting.manager']],
  );
  await api.db.query(
    `INSERT INTO deal_handover (deal_id, project_id, currency, budget_minor, notes) VALUES ($1, $2, 'INR', 1, 'x')`,
    [deal, projectId],
  );
  const ofProject = await money.issue(await drafted(deal, [{ amount: '1000.00' }], { projectId }));
  expect(ofProject).toMatchObject({ deal: { id: deal }, projectId });
  const ofDeal = await money.issue(await drafted(deal, [{ amount: '2000.00' }]));
  expect(ofDeal).toMatchObject({ deal: { id: deal }, projectId });
  expect(await creditsOf(deal)).toEqual(['invoiced 1000', 'invoiced 2000']);

  const other = await it.deal({ amount: '500000.00', events: [] });
  const body = await money.content({
    ...{ customerId: await customerOf(other), on: on('02-10'), lines: [{ amount: '1.00' }] },
  });
  const answer = await money.call('POST', '/customer-invoices', {
    ...{ ...body, projectId, dealId: other },
  });
  expect(refused(answer)).toEqual([422, 'dealId: That project came of another deal']);
});

test('a deal of another customer or one that is not won is refused by its field; one in another currency when it is issued', async () => {
  const deal = await it.deal({ amount: '500000.00', events: [] });
  const stranger = await it.deal({ amount: '500000.00', events: [] });
  const content = {
    ...(await money.content({
      ...{ customerId: await customerOf(deal), on: on('02-10'), lines: [{ amount: '1.00' }] },
    })),
    dealId: stranger,
  };
  const wrong = 'dealId: This customer has signed no such deal';
  expect(refused(await money.call('POST', '/customer-invoices', content))).toEqual([422, wrong]);

  const foreign = await it.deal({ amount: '5000.00', currency: 'USD', events: [] });
  const draft = await drafted(foreign, [{ amount: '1000.00' }]);
  const issue = () =>
    money.call('POST', `/customer-invoices/${draft.id}/issue`, { revision: draft.revision });
  expect(refused(await issue())).toEqual([
    ...[409, 'Its deal is in another currency: invoice it in that one'],
  ]);
  expect(await creditsOf(foreign)).toEqual([]);

  const open = await it.deal({ amount: '5000.00', events: [] });
  const ofOpen = await drafted(open, [{ amount: '1000.00' }]);
  await api.db.transaction(async (tx) => {
    await tx.query(
      `UPDATE deal SET stage = 'proposal', closed_on = NULL, close_reason = NULL WHERE id = $1`,
      [open],
    );
    await tx.query(
      `INSERT INTO deal_stage_change (deal_id, from_stage, to_stage) VALUES ($1, 'won', 'proposal')`,
      [open],
    );
  });
  const refusedIssue = await money.call('POST', `/customer-invoices/${ofOpen.id}/issue`, {
    revision: ofOpen.revision,
  });
  expect(refused(refusedIssue)).toEqual([
    ...[409, 'Its deal is open again: win it, or choose another one'],
  ]);
  const { body } = await money.call('GET', '/billable-customers');
  const { items } = body as { items: { deals: { id: string }[] }[] };
  const offered = items.flatMap(({ deals }) => deals.map(({ id }) => id));
  expect(offered).toContain(deal);
  expect(offered).not.toContain(open);
});
