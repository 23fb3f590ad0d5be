import fc from 'fast-check';
import type { AnswerTable } from '../../domain/wire/assistant';
import { cellText, plotsOf, tableAsText, type Column } from '../../web/features/assistant/cells';
import { ownPath } from '../../web/features/assistant/own-path';
import { createEventParser } from '../../web/lib/event-stream';

const ZONE = 'Asia/Kolkata';
const ORIGIN = 'https://netra.example';
const column = (kind: Column['kind'], key = 'value'): Column => ({ key, label: key, kind });
const inr = (amount: string) => ({ amount, currency: 'INR' });

const table = (over: Partial<AnswerTable> = {}): AnswerTable => ({
  id: 't1',
  title: 'Expenses by month',
  columns: [column('month', 'month'), column('money', 'total'), column('count', 'claims')],
  rows: [
    { cells: { month: '2026-03', total: inr('1234567.50'), claims: 3 }, href: null },
    {
      cells: { month: '2026-03', total: { amount: '90.00', currency: 'USD' }, claims: 1 },
      href: null,
    },
    { cells: { month: '2026-04', total: inr('10.00'), claims: 2 }, href: null },
  ],
  totals: null,
  rowCount: 3,
  truncated: false,
  note: null,
  ...over,
});

test.each([
  ['money', inr('1234567.50'), '₹12,34,567.50'],
  ['money', inr('-0.05'), '-₹0.05'],
  ['date', '2026-12-01', '1 Dec 2026'],
  ['date', 'soon', 'soon'],
  ['month', '2026-03', 'Mar 2026'],
  ['month', '2026-13', '2026-13'],
  ['instant', '2026-12-01T20:00:00Z', '2 Dec 2026, 01:30'],
  ['status', 'partly-paid', 'Partly paid'],
  ['percent', '12.5', '12.5 %'],
  ['days', '1.5', '1.5'],
  ['count', 0, '0'],
  ['hours', null, '–'],
  ['text', undefined, '–'],
  ['text', '<b>bold</b>', '<b>bold</b>'],
] as const)('a value of kind %s, %j, reads %s', (kind, cell, said) => {
  expect(cellText(column(kind), cell, ZONE)).toBe(said);
});

test('a chart never puts amounts of two currencies side by side', () => {
  const chart = { tableId: 't1', kind: 'bar', x: 'month', y: ['total'] } as const;
  expect(plotsOf(table(), { ...chart, y: ['total'] }, ZONE)).toEqual([
    {
      currency: 'INR',
      points: [
        { name: 'Mar 2026', total: 1234567.5 },
        { name: 'Apr 2026', total: 10 },
      ],
    },
    { currency: 'USD', points: [{ name: 'Mar 2026', total: 90 }] },
  ]);
  expect(plotsOf(table(), { ...chart, y: ['claims'] }, ZONE)).toMatchObject([
    { currency: null, points: [{ claims: 3 }, { claims: 1 }, { claims: 2 }] },
  ]);
  expect(plotsOf(table(), { ...chart, x: 'nothing', y: ['claims'] }, ZONE)).toEqual([]);
});

test('a table is copied with what is shown', () => {
  expect(tableAsText(table({ rows: table().rows.slice(0, 1) }), ZONE)).toBe(
    'Expenses by month\nmonth\ttotal\tclaims\nMar 2026\t₹12,34,567.50\t3',
  );
});

test.each([
  ['/leave?show=all', '/leave?show=all'],
  [`${ORIGIN}/people/1`, '/people/1'],
  ['https://elsewhere.example/x', null],
  ['//elsewhere.example/x', null],
  ['/\\elsewhere.example/x', null],
  ['javascript:alert(1)', null],
  ['/api/v1/auth/logout', null],
  ['mailto:a@b.example', null],
  [null, null],
])('a link of an answer to %s leads to %s', (href, path) => {
  expect(ownPath(href, ORIGIN)).toBe(path);
});

test('a stream is taken apart alike wherever it is cut, comments aside', () => {
  const whole =
    ': hello\n\nid: 1\nevent: token\ndata: {"text":"a: b"}\n\nid: 2\ndata: one\ndata: two\n\n: still there\n\n';
  const expected = [
    { id: '1', name: 'token', data: '{"text":"a: b"}' },
    { id: '2', name: 'message', data: 'one\ntwo' },
  ];
  fc.assert(
    fc.property(fc.array(fc.nat(whole.length), { maxLength: 6 }), (cuts) => {
      const parse = createEventParser();
      const at = [0, ...cuts.sort((a, b) => a - b), whole.length];
      const parts = at.slice(1).map((end, index) => whole.slice(at[index], end));
      expect(parts.flatMap(parse)).toEqual(expected);
    }),
  );
});
