import fc from 'fast-check';
import { addDays, dateParts, type CalendarDate } from '../../domain/dates/calendar';
import { readOldSpan } from '../../domain/old-records/read-span';

const read = (text: string, year?: number) => {
  const reading = readOldSpan(text, year);
  return 'problem' in reading ? reading.problem : `${reading.from} ${reading.to}`;
};

test.each([
  ['25th Feb to 27th feb', 2026, '2026-02-25 2026-02-27'],
  ['25 Feb - 27 Feb 2026', undefined, '2026-02-25 2026-02-27'],
  ['25-27 Feb 2026', undefined, '2026-02-25 2026-02-27'],
  ['25 to 27 Feb', 2025, '2025-02-25 2025-02-27'],
  ['Feb 25 to 27, 2026', undefined, '2026-02-25 2026-02-27'],
  ['from FEB. 25th till 1ST OF march 2024', undefined, '2024-02-25 2024-03-01'],
  ['28 Dec – 2 Jan', 2025, '2025-12-28 2026-01-02'],
  ['28 Dec to 2 Jan 2026', undefined, '2025-12-28 2026-01-02'],
  ['25-Feb-26', undefined, '2026-02-25 2026-02-25'],
  ["25 Feb '26 upto 26 Feb '26", undefined, '2026-02-25 2026-02-26'],
  ['2026-02-25 to 2026-02-27', undefined, '2026-02-25 2026-02-27'],
  ['25/02/2026 - 02/27/2026', undefined, '2026-02-25 2026-02-27'],
  ['3/3/25', undefined, '2025-03-03 2025-03-03'],
  ['29 Feb 2024', undefined, '2024-02-29 2024-02-29'],
  ['25 Feb 2026 to 3 March', undefined, '2026-02-25 2026-03-03'],
])('%s with the year %s is %s', (text, year, expected) => {
  expect(read(text, year)).toBe(expected);
});

test.each([
  ['3/4/25', undefined, 'ambiguous'],
  ['13/04/25 to 3/5/25', undefined, 'ambiguous'],
  ['31 Feb', 2026, 'impossible'],
  ['29 Feb 2025', undefined, 'impossible'],
  ['0th Feb', 2026, 'impossible'],
  ['25/27/2026', undefined, 'impossible'],
  ['31 Feb', undefined, 'impossible'],
  ['29 Feb', undefined, 'no-year'],
  ['25th Feb to 27th feb', undefined, 'no-year'],
  ['27 Feb 2026 to 25 Feb 2026', undefined, 'backwards'],
  ['25 Feb 2006 to 27 Feb 2026', undefined, 'too-long'],
  ['', 2026, 'unreadable'],
  ['next week', 2026, 'unreadable'],
  ['25', 2026, 'unreadable'],
  ['25th and 27th Feb', 2026, 'unreadable'],
  ['25 Feb half day', 2026, 'unreadable'],
  ['25 Feb to', 2026, 'unreadable'],
  ['25 Febtober', 2026, 'unreadable'],
  ['1 to 2 to 3 Feb', 2026, 'unreadable'],
])('%s with the year %s is not read: %s', (text, year, expected) => {
  expect(read(text, year)).toBe(expected);
});

const NAMES =
  'January February March April May June July August September October November December';
const ordinal = (day: number) => {
  const teens = day > 10 && day < 14;
  return `${day}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`;
};

/** A way to write a day, by what it needs. */
const WRITERS: ((date: CalendarDate, month: string, year: string) => string)[] = [
  (date, month, year) => `${ordinal(dateParts(date).day)} ${month}${year && ` ${year}`}`,
  (date, month, year) => `${dateParts(date).day} ${month}${year && ` ${year}`}`,
  (date, month, year) => `${dateParts(date).day}-${month}${year && `-${year}`}`,
  (date, month, year) => `${month} ${dateParts(date).day}${year && `, ${year}`}`,
  (date, month, year) => `${month} ${ordinal(dateParts(date).day)}${year && ` ${year}`}`,
  (date, month, year) =>
    `${ordinal(dateParts(date).day)} of ${month}${year && ` '${year.slice(2)}`}`,
];

const cases = [
  (text: string) => text,
  (text: string) => text.toLowerCase(),
  (text: string) => text.toUpperCase(),
];
const monthOf = (date: CalendarDate, isShort: boolean) => {
  const name = NAMES.split(' ')[dateParts(date).month - 1]!;
  return isShort ? name.slice(0, 3) : name;
};

const span = fc
  .tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 300 }))
  .map(([start, length]) => {
    const from = addDays('2001-01-01', start);
    return { from, to: addDays(from, length) };
  });

test('a span written in any of the old styles is read back as it was', () => {
  fc.assert(
    fc.property(
      span,
      fc.constantFrom(...WRITERS),
      fc.constantFrom(...WRITERS),
      fc.constantFrom(' to ', ' - ', ' – ', ' till ', ' UNTIL ', ' upto ', '  to\t'),
      fc.constantFrom(...cases),
      fc.boolean(),
      ({ from, to }, first, last, between, cased, isShort) => {
        const year = (date: CalendarDate) => date.slice(0, 4);
        const whole = [
          first(from, monthOf(from, isShort), year(from)),
          last(to, monthOf(to, isShort), year(to)),
        ];
        expect(read(cased(whole.join(between)))).toBe(`${from} ${to}`);
        // Without any year it is the year that is given, which is that of the first day.
        const short = [first(from, monthOf(from, isShort), ''), last(to, monthOf(to, isShort), '')];
        const isPlain = year(from) === year(to) || dateParts(from).month > dateParts(to).month;
        if (isPlain)
          expect(read(cased(short.join(between)), Number(year(from)))).toBe(`${from} ${to}`);
        expect(read(cased(short.join(between)))).toBe('no-year');
      },
    ),
    { numRuns: 2_000 },
  );
});

test('figures are read only when they can mean one thing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('/', '.', '-'),
      fc.boolean(),
      (day, month, separator, isMonthFirst) => {
        const parts = isMonthFirst ? [month, day] : [day, month];
        const two = (value: number) => String(value).padStart(2, '0');
        const expected = `2025-${two(month)}-${two(day)} 2025-${two(month)}-${two(day)}`;
        expect(read([...parts, '25'].join(separator))).toBe(
          day <= 12 && day !== month ? 'ambiguous' : expected,
        );
      },
    ),
  );
});

test('whatever is written, the answer is a span in order or a problem', () => {
  const alphabet = fc.constantFrom(...'0123456789 -/.’thfebmarto,'.split(''));
  fc.assert(
    fc.property(fc.string({ unit: alphabet, maxLength: 30 }), (text) => {
      const reading = readOldSpan(text, 2026);
      if (!('problem' in reading)) expect(reading.from <= reading.to).toBe(true);
      else expect(reading.message).toContain(text);
    }),
    { numRuns: 2_000 },
  );
});
