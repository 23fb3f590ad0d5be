import fc from 'fast-check';
import { cleanFileName, declaredFormat, endingOf } from '../../domain/files/file-types';

test('a name keeps what people read and loses what systems obey', () => {
  const cleaned: [string, string][] = [
    ['Taxi 12. März.PDF', 'Taxi 12. März.PDF'],
    ['रसीद.jpg', 'रसीद.jpg'],
    ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie x=1.txt'],
    ['annexe\u202Efdp.exe', 'annexefdp.exe'],
    ['../..\\x/LPT1.csv', '_LPT1.csv'],
    ['   ...   ', ''],
    ['/', ''],
  ];
  for (const [sent, kept] of cleaned) expect(cleanFileName(sent)).toBe(kept);
});

test('whatever is sent, a name is one short part of no path', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webPath(), fc.string()), (sent) => {
      const name = cleanFileName(sent);
      expect(name.length).toBeLessThanOrEqual(200);
      expect(name).not.toMatch(/[/\\\p{Cc}<>:"|?*]/u);
      expect(['.', '..']).not.toContain(name);
      expect(cleanFileName(name)).toBe(name);
    }),
    { numRuns: 2_000 },
  );
});

test('name and declared type must agree', () => {
  const format = (name: string, declaredType: string) => declaredFormat({ name, declaredType });
  expect(format('a.pdf', 'application/pdf')).toEqual({ format: 'pdf' });
  expect(format('a.CSV', 'application/vnd.ms-excel')).toEqual({ format: 'csv' });
  expect(format('a.txt', 'text/plain; charset=utf-8')).toEqual({ format: 'text' });
  expect(format('a.docx', '')).toEqual({ format: 'docx' });
  for (const [name, type] of [
    ['a.pdf', 'image/png'],
    ['a.svg', 'image/svg+xml'],
    ['a.txt', 'text/html'],
    ['a.docm', ''],
    ['constructor', ''],
    ['a', 'application/pdf'],
  ] as const)
    expect(format(name, type)).toHaveProperty('problem');
  expect(endingOf('.pdf')).toBe('');
});
