import fc from 'fast-check';
import { csvRecord } from '../../domain/csv';
import { decodeText, readCsv } from '../../domain/people-import/read-csv';

const text = fc
  .string({ unit: 'grapheme' })
  // What our own files lead with an apostrophe is another text when it is read again.
  .filter((cell) => !/^[=+\-@\t\r\n]/.test(cell) && cell.trim() !== '');

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
