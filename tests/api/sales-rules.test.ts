import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../platform/database/database';
import { creditsBetween } from '../../modules/sales/queries';
import { startTestApi, type TestApi } from '../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Written {
  splits?: number[];
  stage?: string;
  logged?: string;
  minor?: string;
}

/** A deal by plain SQL, past every use-case. */
async function writeDeal(of: Written = {}): Promise<string> {
  const { people, departments } = api.company;
  const [id, customer] = [randomUUID(), randomUUID()];
  const { splits = [10_000], stage = 'lead', minor = '100000' } = of;
  const owners = [people['sales.rep'], people['sales.rep2'], people['sales.manager']];
  await api.db.transaction(async (tx) => {
    await tx.query(
      'INSERT INTO customer (id, name, owner_id, department_id) VALUES ($1, $2, $3, $4)',
      [customer, `Customer ${customer}`, owners[0], departments.Sales],
    );
    await tx.query(
      `INSERT INTO deal (id, number, name, customer_id, owner_id, department_id, stage, currency, amount_minor, cost_minor,
         expected_on) VALUES ($1::uuid, $1::text, 'x', $2, $3, $4, $5, 'INR', $6, 40000, '2026-12-01')`,
      [id, customer, owners[0], departments.Sales, stage, minor],
    );
    await tx.query('INSERT INTO deal_stage_change (deal_id, to_stage) VALUES ($1, $2)', [
      id,
      of.logged ?? stage,
    ]);
    for (const [at, bps] of splits.entries()) await share(tx, id, owners[at] ?? '', bps);
  });
  return id;
}

const share = (tx: Transaction, deal: string, employee: string, bps: number) =>
  tx.query('INSERT INTO deal_split (deal_id, employee_id, bps) VALUES ($1, $2, $3)', [
    deal,
    employee,
    bps,
  ]);

const credit = (deal: string, basis: string, minor: number, reference: string = randomUUID()) =>
  api.db.query(
    `INSERT INTO deal_credit (deal_id, basis, amount_minor, credited_on, reference)
     VALUES ($1, $2, $3, '2026-11-05', $4)`,
    [deal, basis, minor, reference],
  );

test('shares that do not come to the whole are refused by the database, whichever way they got there', async () => {
  await expect(writeDeal({ splits: [6000, 3000] })).rejects.toThrow('not to 9000');
  await expect(writeDeal({ splits: [] })).rejects.toThrow('not to 0');
  await expect(writeDeal({ splits: [6000, 4001] })).rejects.toThrow('not to 10001');
  const id = await writeDeal({ splits: [6000, 4000] });
  const { people } = api.company;
  for (const sql of [
    'DELETE FROM deal_split WHERE deal_id = $1 AND employee_id = $2',
    'UPDATE deal_split SET bps = bps - 1 WHERE deal_id = $1 AND employee_id = $2',
  ])
    await expect(api.db.query(sql, [id, people['sales.rep']])).rejects.toThrow('basis points');
  const other = await writeDeal({ splits: [10_000] });
  await expect(
    api.db.query('UPDATE deal_split SET deal_id = $2 WHERE deal_id = $1 AND employee_id = $3', [
      ...[id, other, people['sales.rep2']],
    ]),
  ).rejects.toThrow('basis points');
});

test('two who exchange shares at the same moment leave a whole', async () => {
  const id = await writeDeal();
  const { people } = api.company;
  const exchange = (employee: string) =>
    api.db
      .transaction(async (tx) => {
        await tx.query('UPDATE deal_split SET bps = 5000 WHERE deal_id = $1 AND bps = 10000', [id]);
        await share(tx, id, employee, 5000);
      })
      .catch((error: Error) => expect(error.message).toContain('basis points'));
  await Promise.all([exchange(people['sales.rep2']), exchange(people['sales.manager'])]);
  const [row] = await api.db.query<{ whole: string }>(
    'SELECT sum(bps) AS whole FROM deal_split WHERE deal_id = $1',
    [id],
  );
  expect(row?.whole).toBe('10000');
});

test('a deal does not move without its log', async () => {
  await expect(writeDeal({ logged: 'qualified' })).rejects.toThrow('its log at qualified');
  const id = await writeDeal();
  await expect(
    api.db.query(`UPDATE deal SET stage = 'proposal' WHERE id = $1`, [id]),
  ).rejects.toThrow('its log at lead');
});

test('neither more is invoiced or paid than a deal is worth, nor more given back than was paid', async () => {
  const id = await writeDeal();
  await credit(id, 'invoiced', 60_000);
  await expect(credit(id, 'invoiced', 40_001)).rejects.toThrow('worth');
  await credit(id, 'invoiced', 40_000);
  await credit(id, 'paid', 50_000);
  await expect(credit(id, 'refunded', 50_001)).rejects.toThrow('worth');
  await credit(id, 'refunded', 50_000);
  await credit(id, 'paid', 100_000);
  await expect(credit(id, 'paid', 1)).rejects.toThrow('worth');
  await expect(credit(id, 'paid', -1)).rejects.toThrow('sign');
});

test('of two payments at the same moment that would come to more than the deal, one is taken', async () => {
  const id = await writeDeal();
  const results = await Promise.allSettled([
    credit(id, 'paid', 60_000),
    credit(id, 'paid', 60_000),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('what came of a deal and where it stood is never changed', async () => {
  const id = await writeDeal();
  await credit(id, 'invoiced', 1, 'INV-1');
  await expect(credit(id, 'invoiced', 1, 'INV-1')).rejects.toThrow('deal_credit_once');
  for (const sql of [
    'UPDATE deal_credit SET amount_minor = 2 WHERE deal_id = $1',
    'DELETE FROM deal_credit WHERE deal_id = $1',
    `UPDATE deal_stage_change SET to_stage = 'won' WHERE deal_id = $1`,
    'DELETE FROM deal_stage_change WHERE deal_id = $1',
  ])
    await expect(api.db.query(sql, [id])).rejects.toThrow('append-only');
});

test('what came of deals in a period is read with whose they are', async () => {
  const id = await writeDeal({ splits: [2500, 7500] });
  await credit(id, 'paid', 12_345, 'PAY-7');
  const bases = ['paid'] as const;
  const of = (from: string, to: string) => creditsBetween(api.db, { from, to, bases });
  const found = (await of('2026-11-05', '2026-11-05')).find(({ dealId }) => dealId === id);
  const { people } = api.company;
  expect(found).toMatchObject({
    ...{ amountMinor: 12_345n, dealAmountMinor: 100_000n, dealCostMinor: 40_000n },
    ...{ basis: 'paid', reference: 'PAY-7', creditedOn: '2026-11-05', currency: 'INR' },
  });
  expect(new Map(found?.splits.map(({ employeeId, bps }) => [employeeId, bps]))).toEqual(
    new Map([
      [people['sales.rep'], 2500],
      [people['sales.rep2'], 7500],
    ]),
  );
  expect((await of('2026-11-06', '2026-11-30')).map(({ dealId }) => dealId)).not.toContain(id);
});
