import fc from 'fast-check';
import { storableJson, storableText } from '../../domain/storable';

const HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const kept = (text: string) => text.replaceAll('\0', '\uFFFD').replace(HALF, '\uFFFD');

test('JSON is as it was, but for zero bytes and halves of pairs, in names as in texts', () => {
  for (const text of [
    'a\0b',
    '\uD800',
    'x\uDC00y',
    '😀',
    '\\u0000',
    '\\\\u0000',
    '\\',
    '"\n\t',
    '\\ud800',
  ])
    expect(JSON.parse(storableJson({ [text]: [text, { deep: text }] }))).toEqual({
      [kept(text)]: [kept(text), { deep: kept(text) }],
    });
});

test('whatever the text', () => {
  const unit = fc.oneof(
    fc.constantFrom('\\', '"', 'u0000', '\0', 'ud800', '\uD83D', '\uDE00', '\n'),
    fc.string({ unit: 'binary' }),
  );
  const text = fc.array(unit).map((parts) => parts.join(''));
  fc.assert(fc.property(text, (one) => expect(JSON.parse(storableJson(one))).toBe(kept(one))));
});

test('a text has no zero byte', () => {
  expect(storableText('a\0b\\u0000')).toBe('a\uFFFDb\\u0000');
});
