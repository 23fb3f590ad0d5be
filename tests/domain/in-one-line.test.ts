import fc from 'fast-check';
import { inOneLine } from '../../domain/chat/in-one-line';

test.each([
  ['Are you joining the **go-live call** at _five_?', 'Are you joining the go-live call at five?'],
  ['Agenda:\n- data\n- drill\n\n```sql\nSELECT 1;\n```', 'Agenda: • data • drill SELECT 1;'],
  [
    '# Today\n> quoted\n> twice\nand `code` with ~~nothing~~ old',
    'Today quoted twice and code with nothing old',
  ],
  ['See [the plan](https://netra.example/p/1)', 'See the plan'],
  ['<b>2 * 3 * 4 < 5_000_000</b> snake_case_name', '<b>2 * 3 * 4 < 5_000_000</b> snake_case_name'],
  ['**', '**'],
  ['', ''],
])('%j reads %j', (text, line) => {
  expect(inOneLine(text)).toBe(line);
});

test('words without marks stay as they are, in one line', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[\w<&"']{1,9}[.,!?]?$/u)), (words) => {
      fc.pre(!words.join('').includes('_'));
      expect(inOneLine(words.join('\n'))).toBe(words.join(' '));
    }),
  );
});
