import fc from 'fast-check';
import { comparedWith } from '../../domain/assistant/periods';
import type { Cell } from '../../domain/wire/assistant';
import { sqlState, type Queryable } from '../../platform/database/database';
import { inRupees, startAskers, type Askers, type Table } from '../support/assistant-tools';

jest.setTimeout(180_000);

let asking: Askers;
let people: Record<string, string>;
beforeAll(async () => {
  asking = await startAskers();
  const rows = await asking.db.query<{ id: string; login: string }>(
    `SELECT id, split_part(email::text, '@', 1) AS login FROM employee`,
  );
  people = Object.fromEntries(rows.map(({ login, id }) => [login, id]));
});
afterAll(() => asking.stop());

/** Few claims, people, days and categories, so that what happens at once often happens to the same. */
const claim = fc
  .integer({ min: 1, max: 6 })
  .map((n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
const whose = fc.constantFrom('sales.rep', 'sales.manager', 'consultant');
const category = fc.constantFrom('travel', 'meals', 'other');
const status = fc.constantFrom('pending', 'approved', 'rejected', 'cancelled');
const day = fc
  .tuple(fc.integer({ min: 3, max: 6 }), fc.constantFrom('01', '14', '15', '30'))
  .map(([month, ofMonth]) => `2026-0${month}-${ofMonth}`);
const line = fc.tuple(day, category, fc.integer({ min: 1, max: 9_999_999 }));

type Change = (db: Queryable) => Promise<unknown>;
const INSERT_LINES = `INSERT INTO expense_claim_line (claim_id, ordinal, spent_on, category, description, amount_minor)
  SELECT $1::uuid, n, (l->>0)::date, l->>1, 'd', (l->>2)::bigint FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS x (l, n)`;

/** What becomes of claims: written again line by line, amended, closed, in another's name, gone. */
const change: fc.Arbitrary<Change> = fc.oneof(
  fc
    .tuple(claim, whose, fc.array(line, { minLength: 1, maxLength: 6 }))
    .map(([id, login, lines]): Change => async (db) => {
      await db.query('DELETE FROM expense_claim_line WHERE claim_id = $1', [id]);
      await db.query(
        `INSERT INTO expense_claim (id, employee_id, title, currency, total_minor) VALUES ($1, $2, 'c', 'INR', 1)
         ON CONFLICT (id) DO NOTHING`,
        [id, people[login]],
      );
      await db.query(INSERT_LINES, [id, JSON.stringify(lines)]);
    }),
  fc.tuple(claim, line).map(
    ([id, one]): Change =>
      (db) =>
        db.query(
          `INSERT INTO expense_claim_line (claim_id, ordinal, spent_on, category, description, amount_minor)
       SELECT $1::uuid, 1 + count(*), $2, $3, 'd', $4 FROM expense_claim_line WHERE claim_id = $1::uuid`,
          [id, ...one],
        ),
  ),
  fc.tuple(claim, fc.integer({ min: 1, max: 4 }), line).map(
    ([id, ordinal, one]): Change =>
      (db) =>
        db.query(
          `UPDATE expense_claim_line SET (spent_on, category, amount_minor, approved_minor) = ($3, $4, $5, NULL)
       WHERE claim_id = $1 AND ordinal = $2`,
          [id, ordinal, ...one],
        ),
  ),
  fc.tuple(claim, status).map(
    ([id, to]): Change =>
      (db) =>
        db.query(
          `WITH closed AS (UPDATE expense_claim SET status = $2 WHERE id = $1 RETURNING id)
       UPDATE expense_claim_line l SET approved_minor = l.amount_minor / 2 FROM closed WHERE l.claim_id = closed.id`,
          [id, to],
        ),
  ),
  fc.tuple(claim, whose, fc.constantFrom('INR', 'USD')).map(
    ([id, login, currency]): Change =>
      (db) =>
        db.query('UPDATE expense_claim SET (employee_id, currency) = ($2, $3) WHERE id = $1', [
          ...[id, people[login], currency],
        ]),
  ),
  claim.map((id): Change => async (db) => {
    await db.query('DELETE FROM expense_claim_line WHERE claim_id = $1', [id]);
    await db.query('DELETE FROM expense_claim WHERE id = $1', [id]);
  }),
);

/** A claim that is not there, a line that is, two who wait for one another: then nothing of a change is written. */
const REFUSED = ['23503', '23505', '40P01'];
const carryOut = (one: Change) =>
  asking.db
    .transaction((tx) => one(tx))
    .catch((error: unknown) => expect(REFUSED).toContain(sqlState(error)));

async function expectTheSame(): Promise<void> {
  const read = (relation: string) =>
    asking.db.query(`SELECT * FROM ${relation} ORDER BY claim_id, spent_on, category`);
  expect(await read('authz.spending')).toEqual(await read('authz.spent'));
}

const changes = fc.array(change, { minLength: 5, maxLength: 40 });

test('whatever becomes of claims, what is kept is what they say', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (all) => {
      for (const one of all) await carryOut(one);
      await expectTheSame();
    }),
    { numRuns: 25 },
  );
});

test('changes at the same moment leave the same', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (all) => {
      await Promise.all(all.map(carryOut));
      await expectTheSame();
    }),
    { numRuns: 25 },
  );
  await asking.db.query('SELECT authz.fill_spending()');
  await expectTheSame();
});

interface Question {
  from?: string;
  to?: string;
  category?: string;
  status?: string;
  minAmount?: number;
}
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const question: fc.Arbitrary<Question> = fc
  .tuple(maybe(day), maybe(day), maybe(category), maybe(status))
  .map(([one, other, ...rest]) => {
    const [from, to] = one && other && one > other ? [other, one] : [one, other];
    return { from, to, category: rest[0], status: rest[1] };
  });

/** Lines of claims as they stand, counted the long way. */
const LINES = `FROM expense_claim c JOIN expense_claim_line x ON x.claim_id = c.id JOIN employee e ON e.id = c.employee_id
  LEFT JOIN department d ON d.id = e.department_id
  WHERE ($1::uuid IS NULL OR c.employee_id = $1) AND ($2::text IS NULL OR x.category = $2) AND ($3::text IS NULL OR c.status = $3)
    AND x.spent_on BETWEEN coalesce($4::date, '-infinity') AND coalesce($5::date, 'infinity')`;
const filled = ({ category: sort, status: state, from, to }: Question, self: string | null) => [
  ...[self, sort ?? null, state ?? null, from ?? null, to ?? null],
];
const KEYS = {
  ...{ person: 'e.id::text', category: 'x.category', department: 'd.id::text', status: 'c.status' },
  month: `to_char(x.spent_on, 'YYYY-MM')`,
};
const asker = fc.constantFrom('admin', 'finance', 'sales.rep');
const selfOf = (login: string) => (login === 'sales.rep' ? (people[login] ?? null) : null);

const moneyText = (cell: Cell | undefined) =>
  typeof cell === 'object' && cell !== null ? `${cell.amount} ${cell.currency}` : String(cell);
const figures = (table: Table, ...keys: string[]) =>
  table.rows.map(({ cells }) => keys.map((key) => moneyText(cells[key])).join(' | ')).sort();
const inMoney = (minor: string, currency: string) => `${inRupees(minor).amount} ${currency}`;

test('sums and counts are those of the lines, whatever is asked for', async () => {
  const grouped = fc.tuple(
    asker,
    question,
    fc.constantFrom(...(Object.keys(KEYS) as (keyof typeof KEYS)[])),
  );
  await fc.assert(
    fc.asyncProperty(
      changes,
      fc.array(grouped, { minLength: 8, maxLength: 8 }),
      async (all, asked) => {
        for (const one of all) await carryOut(one);
        for (const [login, args, groupBy] of asked) {
          const rows = await asking.db.query<{ currency: string; minor: string; claims: number }>(
            `SELECT ${KEYS[groupBy]} AS key, c.currency, sum(x.amount_minor)::text AS minor,
             count(DISTINCT c.id)::integer AS claims ${LINES} GROUP BY 1, 2`,
            filled(args, selfOf(login)),
          );
          const table = await asking.figures(login, 'expense_totals', { ...args, groupBy });
          expect([groupBy, args, ...figures(table, 'amount', 'claims')]).toEqual([
            ...[groupBy, args],
            ...rows.map((row) => `${inMoney(row.minor, row.currency)} | ${row.claims}`).sort(),
          ]);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('of two periods, the claims are those of the one that is asked for', async () => {
  const period = fc.tuple(day, day).map((days) => days.sort());
  await fc.assert(
    fc.asyncProperty(
      period,
      fc.constantFrom('person', 'category', 'status'),
      async ([from, to], groupBy) => {
        const before = comparedWith({ from, to }, 'previous-period');
        const rows = await asking.db.query<Record<string, string>>(
          `SELECT c.currency, count(DISTINCT c.id) FILTER (WHERE x.spent_on BETWEEN $6 AND $7)::text AS claims,
           coalesce(sum(x.amount_minor) FILTER (WHERE x.spent_on BETWEEN $6 AND $7), 0)::text AS now,
           coalesce(sum(x.amount_minor) FILTER (WHERE x.spent_on NOT BETWEEN $6 AND $7), 0)::text AS before
         ${LINES} GROUP BY ${KEYS[groupBy]}, c.currency`,
          [...filled({ from: before.from, to }, null), from, to],
        );
        const table = await asking.figures('admin', 'expense_totals', {
          ...{ from, to, groupBy, compareTo: 'previous-period' },
        });
        expect(figures(table, 'amount', 'before', 'claims')).toEqual(
          rows
            .map(({ currency = '', now = '', before: then = '', claims }) =>
              [inMoney(now, currency), inMoney(then, currency), claims].join(' | '),
            )
            .sort(),
        );
      },
    ),
    { numRuns: 40 },
  );
});

test('a bound is what a claim comes to, exactly: a tenth of a paisa beside it, it is out', async () => {
  const claims = await asking.db.query<{ minor: string }>(
    `SELECT DISTINCT sum(x.amount_minor)::text AS minor ${LINES} AND c.currency = 'INR' GROUP BY c.id LIMIT 20`,
    filled({}, null),
  );
  expect(claims.length).toBeGreaterThan(10);
  const found = async (least: number, most: number) => {
    const args = { minAmount: least / 1_000, maxAmount: most / 1_000 };
    const { rows } = await asking.figures('finance', 'expense_claims', args);
    return new Set(rows.map(({ cells }) => moneyText(cells.amount)));
  };
  for (const { minor } of claims) {
    const tenths = Number(minor) * 10;
    const itself = inMoney(minor, 'INR');
    expect(await found(tenths, tenths)).toContain(itself);
    expect(await found(tenths - 1, tenths + 1)).toContain(itself);
    expect(await found(tenths + 1, tenths + 9)).not.toContain(itself);
    expect(await found(tenths - 9, tenths - 1)).not.toContain(itself);
  }
});

test('claims are found from the end, by amount and within bounds, with the sums of all', async () => {
  const order = fc.constantFrom<'date' | 'amount'>('date', 'amount');
  const bound = maybe(fc.integer({ min: 1, max: 90_000 }));
  await fc.assert(
    fc.asyncProperty(asker, question, order, bound, async (login, asked, orderBy, minAmount) => {
      const args = { ...asked, orderBy, minAmount };
      const rows = await asking.db.query<Record<string, string>>(
        `SELECT c.id, c.currency, sum(x.amount_minor)::text AS minor, max(x.spent_on)::text AS spent ${LINES}
         GROUP BY c.id HAVING sum(x.amount_minor) >= coalesce($6::numeric, 0) * 100
         ORDER BY ${orderBy === 'date' ? 'max(x.spent_on) DESC' : 'c.currency, sum(x.amount_minor) DESC'}, c.id`,
        [...filled(asked, selfOf(login)), minAmount ?? null],
      );
      const table = await asking.figures(login, 'expense_claims', args);
      const told = table.rows.map(
        ({ cells }) => `${moneyText(cells.spent)} ${moneyText(cells.amount)}`,
      );
      expect([args, table.rowCount, ...told]).toEqual([
        ...[args, rows.length],
        ...rows
          .slice(0, 50)
          .map(({ spent, minor = '', currency = '' }) => `${spent} ${inMoney(minor, currency)}`),
      ]);
      const currencies = new Set(rows.map(({ currency }) => currency));
      if (currencies.size === 1)
        expect(table.totals?.amount).toEqual({
          ...inRupees(rows.reduce((sum, { minor = '0' }) => sum + BigInt(minor), 0n).toString()),
          currency: [...currencies][0],
        });
    }),
    { numRuns: 150 },
  );
});
