import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** What secrets look like, by our own simple patterns: no scanner has been run. Spelled so that none matches itself. */
const SECRETS: Record<string, RegExp> = {
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY[-]----/,
  'a cloud access key': /\b(AKIA|ASIA)[0-9A-Z]{16}\b/,
  'a GitHub token': /\bgh[pousr]_[A-Za-z0-9]{36}/,
  'a Slack token': /\bxox[abprs]-[0-9A-Za-z-]{10,}/,
  'an API key': /\bsk-(proj-)?[A-Za-z0-9_-]{24,}/,
  'a signed token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
  'a secret written down': /\b[A-Z_]*(SECRET|PASSWORD|CODEC_KEY)\s*[=:]\s*['"]?[A-Za-z0-9+/]{40,}/,
};

const found = (text: string) =>
  Object.entries(SECRETS).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));

test('no tracked file holds what looks like a secret', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && !/\.(png|woff2?|ico)$/.test(file));
  const hits = files.flatMap((file) =>
    found(readFileSync(join(root, file), 'utf8')).map((what) => `${file}: ${what}`),
  );
  expect(hits).toEqual([]);
});

test.each([
  ['a private key', ['-----BEGIN RSA PRIVATE', 'KEY-----'].join(' ')],
  ['a cloud access key', `AKIA${'Q7'.repeat(8)}`],
  ['a GitHub token', `ghp_${'a1'.repeat(18)}`],
  ['a Slack token', `xoxb-${'1'.repeat(12)}`],
  ['an API key', `sk-${'b2'.repeat(14)}`],
  ['a signed token', [`eyJ${'h'.repeat(12)}`, `eyJ${'p'.repeat(12)}`, 's'.repeat(24)].join('.')],
  ['a secret written down', `SESSION_SECRET=${'c3'.repeat(32)}`],
])('%s would be found', (what, text) => {
  expect(found(text)).toContain(what);
});
