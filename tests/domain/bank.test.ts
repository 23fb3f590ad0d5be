import fc from 'fast-check';
import { fingerprintsOf } from '../../domain/bank/fingerprints';
import { proposeMatches, type OpenBankLine, type OpenBookLine } from '../../domain/bank/propose';
import { reconcile } from '../../domain/bank/reconcile';
import { checkStatementFile, type KnownStatements } from '../../domain/bank/statement-file';
import { addDays } from '../../domain/dates/calendar';

const HEAD = 'Date,Description,Reference,Paid in,Paid out,Balance\n';
const FIRST: KnownStatements = { last: null, fingerprints: new Set(), today: '2026-11-28' };
const check = (lines: string, of: { opening: bigint; closing: bigint; known?: KnownStatements }) =>
  checkStatementFile(Buffer.from(HEAD + lines), { known: FIRST, ...of });
const messages = (checked: ReturnType<typeof check>) =>
  checked.problems.map(({ line, column, message }) => [line, column, message]);

describe('a file of a statement', () => {
  test('is read with grouped amounts, overdrawn balances, and the oldest day first', () => {
    const { lines, problems } = check(
      '2026-11-03,Rent,CHQ 7,,"1,25,000.00",250.00 Dr\n2026-11-02,From Orchid,UTR1,"1,24,000.50",,"1,24,750.00 Cr"\n',
      { opening: 749_50n, closing: -250_00n },
    );
    expect(problems).toEqual([]);
    expect(lines.map(({ on, minor, balance }) => [on, minor, balance])).toEqual([
      ['2026-11-02', 124_000_50n, 124_750_00n],
      ['2026-11-03', -125_000_00n, -250_00n],
    ]);
  });

  test('names everything that is wrong with its cells at once', () => {
    const checked = check(
      [
        '25th Feb,Fee,,,10,',
        '2026-12-24,Fee,,,10,',
        '2026-11-02,,,,10,',
        '2026-11-02,Fee,,1,10,',
        '2026-11-02,Fee,,,,',
        '2026-11-02,Fee,,,1.005,',
        '2026-11-02,=HYPERLINK(1),,,1,',
      ].join('\n'),
      { opening: 0n, closing: 0n },
    );
    expect(messages(checked)).toEqual([
      [2, 'Date', 'Write the date as year-month-day, such as 2026-02-25.'],
      [3, 'Date', 'This date is in the future.'],
      [4, 'Description', 'Say what the bank says of it.'],
      [5, 'Paid out', 'A line goes in or out, not both.'],
      [6, 'Paid in', 'Either something is paid in, or out.'],
      [7, 'Paid out', 'INR has at most 2 decimals.'],
      [7, 'Paid in', 'Either something is paid in, or out.'],
      [8, 'Description', 'This looks like a formula of a spreadsheet. Write plain text.'],
    ]);
  });

  test('is refused with the difference when it does not come to the closing balance', () => {
    const lines = '2026-11-02,In,,100,,\n2026-11-03,Out,,,30.01,\n';
    expect(messages(check(lines, { opening: 50_00n, closing: 120_00n }))).toEqual([
      [
        3,
        null,
        'The lines come to ₹119.99, the closing balance is ₹120.00: a difference of ₹0.01.',
      ],
    ]);
    expect(messages(check(lines, { opening: 50_00n, closing: 119_99n }))).toEqual([]);
  });

  test('says on which line a balance does not follow, once', () => {
    const checked = check(
      '2026-11-02,In,,100,,150\n2026-11-03,Out,,,30,125\n2026-11-04,Out,,,5,120\n',
      { opening: 50_00n, closing: 120_00n },
    );
    expect(messages(checked)).toEqual([
      [3, 'Balance', 'The balance would be ₹120.00: a difference of ₹5.00.'],
    ]);
  });

  test('follows on the one before, and its lines are never there twice', () => {
    const lines = '2026-11-02,Fee,,,10,\n2026-11-02,Fee,,,10,\n';
    const first = check(lines, { opening: 100_00n, closing: 80_00n });
    expect(first.problems).toEqual([]);
    const known = {
      last: { to: '2026-11-02', closing: 80_00n },
      fingerprints: new Set(first.lines.map(({ fingerprint }) => fingerprint)),
      today: '2026-11-28',
    };
    expect(known.fingerprints.size).toBe(2);
    const again = check(lines, { opening: 100_00n, closing: 80_00n, known });
    expect(messages(again)).toEqual([
      [
        1,
        null,
        'The statement before ended with ₹80.00, this one begins with ₹100.00: a difference of ₹20.00.',
      ],
      [2, null, 'This line is there already.'],
      [3, null, 'This line is there already.'],
    ]);
    const late = check('2026-11-01,Other,,5,,\n', { opening: 80_00n, closing: 85_00n, known });
    expect(messages(late)).toEqual([
      [2, 'Date', 'The statements of this account go to 2 Nov 2026 already.'],
    ]);
    const next = check('2026-11-03,Fee,,,10,\n', { opening: 80_00n, closing: 70_00n, known });
    expect(next.problems).toEqual([]);
  });

  test('days that go to and fro are out of order', () => {
    const checked = check('2026-11-02,A,,1,,\n2026-11-05,B,,1,,\n2026-11-04,C,,1,,\n', {
      opening: 0n,
      closing: 3_00n,
    });
    expect(messages(checked)).toEqual([[4, 'Date', 'The days are out of order.']]);
  });
});

test('fingerprints of any lines are all different, and the same for the same lines', () => {
  const line = fc.record({
    on: fc.constantFrom('2026-11-02', '2026-11-03'),
    minor: fc.constantFrom(100n, -100n),
    description: fc.constantFrom('a', 'b'),
    reference: fc.constantFrom('', 'r'),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const prints = fingerprintsOf(lines);
      expect(new Set(prints).size).toBe(lines.length);
      expect(fingerprintsOf(lines.map((one) => ({ ...one })))).toEqual(prints);
    }),
  );
});

const bank = (id: string, minor: bigint, of: Partial<OpenBankLine> = {}): OpenBankLine => ({
  ...{ id, minor, on: '2026-11-10', text: '' },
  ...of,
});
const book = (id: string, minor: bigint, of: Partial<OpenBookLine> = {}): OpenBookLine => ({
  ...{ id, minor, on: '2026-11-10', documents: [] },
  ...of,
});

describe('proposals', () => {
  test('say why: the amount, the document in the text, the days between', () => {
    const found = proposeMatches(
      [bank('b', 500n, { text: 'NEFT ORCHID INV20260012', on: '2026-11-12' })],
      [
        book('near', 500n, { on: '2026-11-12', documents: ['RCPT-2026-0001'] }),
        book('named', 500n, { documents: ['RCPT-2026-0002', 'INV-2026-0012'] }),
        book('other', 501n),
      ],
    );
    expect(found.get('b')).toEqual([
      {
        bookLineIds: ['named'],
        why: ['the amount', 'INV-2026-0012 in the text', '2 days apart'],
        certain: true,
      },
      { bookLineIds: ['near'], why: ['the amount', 'the same day'], certain: false },
    ]);
  });

  test('a longer number does not name a shorter one', () => {
    const [proposal] =
      proposeMatches(
        [bank('b', 500n, { text: 'INV-2026-00123' })],
        [book('a', 500n, { documents: ['INV-2026-0012'] })],
      ).get('b') ?? [];
    expect(proposal?.why).toEqual(['the amount', 'the same day']);
  });

  test('one payment of several documents is proposed where they come to it', () => {
    const found = proposeMatches(
      [bank('b', -700n, { text: 'BILL-2026-0001 BILL-2026-0002' })],
      [
        book('x', -300n, { documents: ['BILL-2026-0001'] }),
        book('y', -400n, { documents: ['BILL-2026-0002'] }),
      ],
    );
    expect(found.get('b')).toEqual([
      {
        bookLineIds: ['x', 'y'],
        why: [
          '2 lines come to the amount',
          'BILL-2026-0001 in the text',
          'BILL-2026-0002 in the text',
        ],
        certain: false,
      },
    ]);
  });

  test('nothing is certain that could be two, on either side, or is far away', () => {
    const certain = (lines: OpenBankLine[], books: OpenBookLine[]) =>
      [...proposeMatches(lines, books).values()].flat().filter((one) => one.certain).length;
    expect(certain([bank('b', 500n)], [book('x', 500n)])).toBe(1);
    expect(certain([bank('b', 500n)], [book('x', 500n), book('y', 500n)])).toBe(0);
    expect(certain([bank('b', 500n), bank('c', 500n)], [book('x', 500n)])).toBe(0);
    expect(certain([bank('b', 500n, { on: '2026-11-18' })], [book('x', 500n)])).toBe(0);
    expect(certain([bank('b', 500n, { on: '2027-11-18' })], [book('x', 500n)])).toBe(0);
  });

  const day = fc.integer({ min: 0, max: 200 }).map((days) => addDays('2026-01-01', days));
  const minor = fc.constantFrom(100n, 200n, 300n, -100n);
  const words = fc.constantFrom(
    '',
    'INV-2026-0001',
    'INV-2026-0002',
    'INV-2026-0001 INV-2026-0002',
  );

  test('of any lines come to the amount; those that are certain meet no other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(minor, day, words), { maxLength: 12 }),
        fc.array(fc.tuple(minor, day, words), { maxLength: 12 }),
        (banks, books) => {
          const lines = banks.map(([amount, on, text], at) => bank(`b${at}`, amount, { on, text }));
          const rows = books.map(([amount, on, text], at) =>
            book(`k${at}`, amount, { on, documents: text.split(' ') }),
          );
          const found = proposeMatches(lines, rows);
          expect([...found.keys()]).toEqual(lines.map(({ id }) => id));
          const taken: string[] = [];
          for (const line of lines) {
            const proposals = found.get(line.id) ?? [];
            for (const { bookLineIds } of proposals) {
              const sum = rows
                .filter(({ id }) => bookLineIds.includes(id))
                .reduce((total, row) => total + row.minor, 0n);
              expect(sum).toBe(line.minor);
            }
            if (proposals[0]?.certain) taken.push(...proposals[0].bookLineIds);
          }
          // Nothing that is certain takes a line of the books twice.
          expect(new Set(taken).size).toBe(taken.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a reconciliation', () => {
  test('worked out by hand: a cheque on its way and a fee', () => {
    // The bank began with 1,000.00, as the books. In the books: +500.00 received, −200.00 by a cheque that the bank does
    // not have yet. At the bank: +500.00, and −10.00 of a fee that the books do not have yet.
    expect(
      reconcile({
        ...{ book: 1_300_00n, statement: 1_490_00n, opening: 1_000_00n, before: 1_000_00n },
        ...{ inBooksOnly: -200_00n, inBankOnly: -10_00n },
      }),
    ).toMatchObject({ beginning: 0n, difference: 0n });
  });

  test('worked out by hand: the books began 40.00 above the bank', () => {
    // 1,040.00 in the books before the first statement, 1,000.00 at the bank; since then both have +60.00.
    expect(
      reconcile({
        ...{ book: 1_100_00n, statement: 1_060_00n, opening: 1_000_00n, before: 1_040_00n },
        ...{ inBooksOnly: 0n, inBankOnly: 0n },
      }),
    ).toMatchObject({ beginning: 40_00n, difference: 0n });
  });

  const amount = fc.bigInt({ min: -1_000_000_000_000n, max: 1_000_000_000_000n });
  const amounts = fc.array(amount, { maxLength: 20 });
  const sum = (all: bigint[]) => all.reduce((total, one) => total + one, 0n);

  test('of any lines and matches is explained to zero, and a paisa that is nowhere is not', () => {
    fc.assert(
      fc.property(
        fc.record({
          opening: amount,
          before: amounts,
          matched: amounts,
          books: amounts,
          bank: amounts,
        }),
        ({ opening, before, matched, books, bank: bankOnly }) => {
          const sums = {
            ...{ opening, before: sum(before), inBooksOnly: sum(books), inBankOnly: sum(bankOnly) },
            book: sum([...before, ...matched, ...books]),
            statement: opening + sum([...matched, ...bankOnly]),
          };
          expect(reconcile(sums).difference).toBe(0n);
          expect(reconcile({ ...sums, book: sums.book + 1n }).difference).toBe(1n);
        },
      ),
    );
  });
});
