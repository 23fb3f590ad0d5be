import fc from 'fast-check';
import { csvRecord } from '../../domain/csv';
import { checkCells, type KnownOrganisation } from '../../domain/people-import/check-cells';
import { decodeText, readCsv } from '../../domain/people-import/read-csv';

const text = fc
  .string({ unit: 'grapheme' })
  // What our own files lead with an apostrophe is another text when it is read again.
  .filter((cell) => !/^[=+\-@＝＋－＠\t\r\n]/.test(cell) && cell.trim() !== '');

test('what is written as CSV is read as it was, whatever stands in a cell', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(text, { minLength: 2, maxLength: 5 }), { minLength: 1 }),
      (records) => {
        const written = records.map((cells) => csvRecord(['a', ...cells])).join('');
        // The first line has commas enough to be known by.
        const head = `${','.repeat(30)}x\n`;
        const { records: read, problems } = readCsv(head + written);
        expect(problems).toEqual([]);
        expect(read.slice(1).map(({ cells }) => cells)).toEqual(
          records.map((cells) => ['a', ...cells]),
        );
      },
    ),
  );
});

test('whatever a file holds, reading it ends and says where letters are none', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const decoded = decodeText(bytes);
      if ('problem' in decoded) expect(decoded.problem.line).toBeGreaterThan(0);
      else readCsv(decoded.text);
    }),
  );
});

test('a name that several departments or locations have is a bad cell, not one of them', () => {
  const known: KnownOrganisation = {
    people: new Map(),
    departments: new Map([['élan', null]]),
    locations: new Map([['pune', null]]),
    defaultZone: 'Asia/Kolkata',
  };
  const cells = {
    ...{ name: 'Asha', email: 'asha@x.example', joinedOn: '2026-02-25', department: 'Élan' },
    ...{ location: 'Pune', manager: '', grade: '', roles: '', zone: 'asia/kolkata' },
  };
  const { problems } = checkCells({ line: 2, cells }, known, new Map());
  expect(problems.map(({ column, message }) => `${column}: ${message}`)).toEqual([
    'Department: More than one department has this name: rename one of them.',
    'Location: More than one location has this name: rename one of them.',
  ]);
});
