import fc from 'fast-check';
import { CSV_MARK, csvRecord } from '../../domain/csv';

/** RFC 4180, read the other way round. */
function parse(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') field += text[++at];
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      record.push(field);
      field = '';
    } else if (character === '\r' && text[at + 1] === '\n') {
      records.push([...record, field]);
      record = [];
      field = '';
      at++;
    } else field += character;
  }
  expect([record, field]).toEqual([[], '']);
  return records;
}

test('the mark is that of UTF-8', () => {
  expect(Buffer.from(CSV_MARK).toString('hex')).toBe('efbbbf');
});

test.each([
  ['a formula', '=1+1', "'=1+1"],
  ['a formula with a comma', '=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['a plus', '+911234', "'+911234"],
  ['a minus', '-2+3', "'-2+3"],
  ['an at', '@SUM(A1)', "'@SUM(A1)"],
  ['a full-width equals', '＝1+1', "'＝1+1"],
  ['a full-width plus', '＋1', "'＋1"],
  ['a full-width minus', '－1', "'－1"],
  ['a full-width at', '＠SUM(A1)', "'＠SUM(A1)"],
  ['a tab', '\t=1', "'\t=1"],
  ['a carriage return', '\r=1', `"'\r=1"`],
  ['a line end', '\n=1', `"'\n=1"`],
  ['plain words', 'Taxi, to "them"', '"Taxi, to ""them"""'],
  ['a sign within', 'a=b', 'a=b'],
])('%s is written inert and whole', (_what, cell, written) => {
  expect(csvRecord([cell])).toBe(`${written}\r\n`);
});

test('numbers and empty cells stay what they are', () => {
  expect(csvRecord([-1.5, null, 0])).toBe('-1.5,,0\r\n');
});

test('whatever is written reads back as it was, but no cell begins a formula', () => {
  const cells = fc.array(fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",a é'.split('')) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(fc.array(cells, { minLength: 1 }), (records) => {
      const read = parse(records.map(csvRecord).join(''));
      for (const [row, record] of records.entries()) {
        expect(read[row]).toHaveLength(record.length);
        for (const [column, cell] of record.entries()) {
          const found = read[row]![column]!;
          expect(found).not.toMatch(/^[=+\-@\t\r\n]/);
          expect([cell, `'${cell}`]).toContain(found);
        }
      }
    }),
    { numRuns: 500 },
  );
});
