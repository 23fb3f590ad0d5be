import { z } from 'zod';
import { fieldProblems } from '../../domain/field-problems';
import { withoutUnseen } from '../../domain/unseen';

const said = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value);
  return error && fieldProblems(error).map(({ path, message }) => `${path}: ${message}`);
};

test.each<[z.ZodType, unknown, string]>([
  [z.record(z.string(), z.unknown()), [], 'Must be an object with fields'],
  [z.union([z.strictObject({ a: z.string() }), z.string()]), 1, 'This is none of what it can be'],
  [z.string().max(200), 'x'.repeat(201), 'At most 200 characters'],
  [z.string().min(8), 'x', 'At least 8 characters'],
  [z.string().min(1), '', 'This is needed'],
  [z.array(z.int()).length(7), [1], 'Exactly 7 entries'],
  [z.number().max(50), 51, 'At most 50'],
  [z.number().gt(0), 0, 'More than 0'],
  [z.int().multipleOf(5), 3, 'Use a multiple of 5'],
  [z.string().regex(/^[A-Z]+$/), 'x', 'This is not written as it has to be'],
  [z.uuid(), 'x', 'Use an id as it was given'],
  [z.email(), 'x', 'Use an e-mail address'],
  [z.enum(['a', 'b']), 'c', 'Use one of: a, b'],
  [z.literal('a'), 'c', 'Use a'],
])('%# what a schema says nothing of is said in plain words', (schema, value, message) => {
  expect(said(z.object({ field: schema }), { field: value })).toEqual([`field: ${message}`]);
});

test('the choices that tell forms apart are said where they are', () => {
  const done = z.strictObject({ state: z.literal('done') });
  const skipped = z.strictObject({ state: z.literal('not-applicable') });
  const schema = z.discriminatedUnion('state', [done, skipped]);
  expect(said(schema, { state: 'x' })).toEqual(['state: Use one of: done, not-applicable']);
});

test('what a schema says itself stays', () => {
  expect(said(z.string().max(2, 'Shorter'), 'abc')).toEqual([': Shorter']);
});

test('a text that shows nothing is an empty one; what shows something stays to the letter', () => {
  const kept = ['', ' ', '\u200bTitle', 'क्‍ष', '👩‍💻', 0, null, true];
  const sent = { title: '\u200b \u2060', lines: [{ text: '\u00ad' }], kept };
  expect(withoutUnseen(sent)).toEqual({ title: '', lines: [{ text: '' }], kept });
  expect(withoutUnseen({ ['__proto__']: '\u200b' })).toEqual(JSON.parse('{"__proto__":""}'));
});
