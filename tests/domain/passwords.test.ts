import fc from 'fast-check';
import {
  isCommonPassword,
  newPasswordSchema,
  SHORTEST_PASSWORD,
  strengthOf,
} from '../../domain/passwords/check-password';
import { deviceOf } from '../../domain/sessions/device';

test.each([
  'Password12345',
  'password!password',
  'P@ssw0rd1234',
  '123456789012',
  'aaaaaaaaaaaaa',
  'qwertyuiop12',
  'Welcome2026!!!',
  'Manchester2024',
  'iloveyou1234567',
  'netranetranetra',
  'correct horse battery staple',
])('%s is one that is guessed first', (password) => {
  expect(isCommonPassword(password)).toBe(true);
  expect(strengthOf(password)).toBe('too-weak');
});

test.each(['a new password', 'lantern gravel tulip', 'Tr4mp-kettle-91', 'पहाड़ी रास्ते पर चाय'])(
  '%s is taken',
  (password) => expect(newPasswordSchema.safeParse(password).success).toBe(true),
);

test('whatever is shorter than twelve characters is refused, and only what is accepted is ever called fair or strong', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (password) => {
      const taken = newPasswordSchema.safeParse(password).success;
      if (password.length < SHORTEST_PASSWORD) expect(taken).toBe(false);
      expect(strengthOf(password) === 'too-weak').toBe(!taken);
    }),
  );
});

test('a device is named as its owner knows it', () => {
  const firefox =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
  const edge =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0';
  expect([firefox, safari, edge, 'curl/8.5', undefined].map(deviceOf)).toEqual([
    'Firefox on Windows',
    'Safari on an iPhone',
    'Edge on a Mac',
    'A program',
    'A program',
  ]);
});
