import { createHash, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { createEmailLinkTokens, type EmailLink } from '../../platform/tokens/email-link';
import { FORGERIES } from '../support/forged-tokens';

const SECRET = 'first secret of the tests, 0123456789abc';
const OTHER_SECRET = 'second secret of the tests, 0123456789abc';
const ISSUED = new Date('2026-11-23T09:00:00Z');
const after = (seconds: number) => new Date(ISSUED.getTime() + seconds * 1000);

const tokens = createEmailLinkTokens({ EMAIL_LINK_SECRET: SECRET });

function link(change: Partial<EmailLink> = {}): EmailLink {
  return {
    id: randomUUID(),
    requestId: randomUUID(),
    stepId: randomUUID(),
    approverId: randomUUID(),
    round: 1,
    version: 1,
    verdict: 'approve',
    keyId: tokens.keyId,
    issuedAt: ISSUED,
    ...change,
  };
}

describe('tokens of mailed links', () => {
  test('the same link always has the same token, and two links never', () => {
    const one = link();
    const again = createEmailLinkTokens({ EMAIL_LINK_SECRET: SECRET });
    expect(tokens.sign(one)).toBe(tokens.sign({ ...one }));
    expect(again.sign(one)).toBe(tokens.sign(one));
    expect(tokens.sign(link({ ...one, id: randomUUID() }))).not.toBe(tokens.sign(one));
  });

  test('the database keeps a hash that matches the token and nothing else', () => {
    const one = link();
    const verified = tokens.verify(tokens.sign(one)!, after(1));
    if (verified.state === 'forged') throw new Error('a genuine token was refused');
    const jtiHash = createHash('sha256').update(verified.claims.jti).digest();
    expect(tokens.hashJti(one)).toEqual(jtiHash);
    expect(tokens.belongs(verified.claims, { ...one, jtiHash })).toBe(true);
    expect(tokens.belongs(verified.claims, { ...one, jtiHash: null })).toBe(false);
    expect(tokens.belongs(verified.claims, { ...one, jtiHash, version: 2 })).toBe(false);
  });

  test('expires 86,400 seconds after it was issued, to the second', () => {
    const token = tokens.sign(link())!;
    const { iat, exp } = jwt.decode(token) as { iat: number; exp: number };
    expect(exp - iat).toBe(86_400);
    expect(tokens.verify(token, after(86_399)).state).toBe('valid');
    expect(tokens.verify(token, after(86_400)).state).toBe('expired');
    expect(tokens.verify(token, after(86_400 * 400)).state).toBe('expired');
  });

  test('tolerates half a minute of clocks that differ, and no more', () => {
    const token = tokens.sign(link())!;
    expect(tokens.verify(token, after(-30)).state).toBe('valid');
    expect(tokens.verify(token, after(-31)).state).toBe('forged');
  });

  test('survives a rotation of the secret, and dies with the secret', () => {
    const one = link();
    const token = tokens.sign(one)!;
    const rotated = createEmailLinkTokens({
      EMAIL_LINK_SECRET: OTHER_SECRET,
      EMAIL_LINK_SECRET_PREVIOUS: SECRET,
    });
    expect(rotated.keyId).not.toBe(tokens.keyId);
    expect(rotated.verify(token, after(5)).state).toBe('valid');
    expect(rotated.sign(one)).toBe(token);
    expect(rotated.sign(link({ keyId: rotated.keyId }))).not.toBeNull();

    const later = createEmailLinkTokens({ EMAIL_LINK_SECRET: OTHER_SECRET });
    expect(later.verify(token, after(5)).state).toBe('forged');
    expect(later.sign(one)).toBeNull();
  });

  test('the key id gives nothing of the secret away', () => {
    expect(tokens.keyId).toMatch(/^[0-9a-f]{8}$/);
    const guesses = [
      createHash('sha256').update(SECRET).digest('hex').slice(0, 8),
      SECRET.slice(0, 8),
    ];
    expect(guesses).not.toContain(tokens.keyId);
  });

  test.each(Object.entries(FORGERIES))('refuses: %s', (name, forge) => {
    const issuedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
    const rows = [link({ issuedAt }), link({ issuedAt })] as const;
    const [token, other] = rows.map((row) => tokens.sign(row)!);
    // Over all sorts more than 10,000 tokens.
    for (let n = 0; n < 250; n++) {
      const forged = forge({ token: token!, other: other!, secret: SECRET }, n);
      const verified = tokens.verify(forged, new Date());
      const jtiHash = tokens.hashJti(rows[0]);
      const accepted =
        verified.state !== 'forged' &&
        rows.some((row) => tokens.belongs(verified.claims, { ...row, jtiHash }));
      expect({ name, n, accepted }).toEqual({ name, n, accepted: false });
    }
  });
});

describe('nonces of the pages', () => {
  const claimsOf = (row: EmailLink) => {
    const verified = tokens.verify(tokens.sign(row)!, after(1));
    if (verified.state === 'forged') throw new Error('a genuine token was refused');
    return verified.claims;
  };

  test('are good for an hour and for one link', () => {
    const claims = claimsOf(link());
    const form = tokens.renderForm(claims, after(10));
    expect(tokens.openForm(claims, form.nonce, after(10))).toEqual(form);
    expect(tokens.openForm(claims, form.nonce, after(3610))).toEqual(form);
    expect(tokens.openForm(claims, form.nonce, after(3610.001))).toBeNull();
    expect(tokens.openForm(claimsOf(link()), form.nonce, after(10))).toBeNull();
  });

  test('say when their page was rendered, to the millisecond, and cannot be made older', () => {
    const claims = claimsOf(link());
    const { nonce, at } = tokens.renderForm(claims, after(10.123));
    expect(at).toEqual(after(10.123));
    const older = nonce.replace(/^\d+/, String(after(5).getTime()));
    expect(tokens.openForm(claims, older, after(11))).toBeNull();
  });

  test('come with a code of their own', () => {
    const claims = claimsOf(link());
    const codes = Array.from(
      { length: 200 },
      (_, n) => tokens.renderForm(claims, after(n / 1000)).code,
    );
    expect(new Set(codes).size).toBeGreaterThan(195);
    for (const code of codes) expect(code).toMatch(/^[B-DF-HJKMNP-TV-Z2-9]{5}$/);
    expect(tokens.renderForm(claimsOf(link()), after(0)).code).not.toBe(codes[0]);
  });

  test.each([undefined, '', '1.x', ['a'], 'x'.repeat(9999), '1764000000.AAAA'])(
    'refuses %p',
    (bad) => {
      expect(tokens.openForm(claimsOf(link()), bad, after(10))).toBeNull();
    },
  );
});
