import { createHash, createHmac } from 'node:crypto';
import type { Config } from '../config/config';

/** How long a mailed link to a password works: an invitation waits over a weekend, who forgot theirs is at the screen. */
export const PASSWORD_LINK_SECONDS = { invitation: 72 * 3600, reset: 3600 } as const;

const TOKEN_LENGTH = 64;
const ID_BYTES = 16;

/** The row of a link as its token needs it. */
export interface PasswordLinkKey {
  id: string;
  /** Which secret it is derived with. */
  keyId: string;
}

/** Makes the tokens of links to a password: derived from their rows, as those of approval links are, and never stored. */
export interface PasswordLinkTokens {
  /** The key new links are derived with: 8 hex digits that say nothing about the secret. */
  keyId: string;
  /** The token, the same one however often it is asked for; null when its key is retired. */
  tokenOf(link: PasswordLinkKey): string | null;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
const derive = (secret: string, purpose: string) =>
  createHmac('sha256', secret).update(`netra ${purpose}`).digest();

/** Tokens under `EMAIL_LINK_SECRET`; while it is set, `EMAIL_LINK_SECRET_PREVIOUS` still makes those of its own links. */
export function createPasswordLinkTokens(
  config: Pick<Config, 'EMAIL_LINK_SECRET' | 'EMAIL_LINK_SECRET_PREVIOUS'>,
): PasswordLinkTokens {
  return createMailedLinkTokens(config, 'password link');
}

/** The same for links of another use, whose keys are others: a token of one opens nothing of the other. */
export function createMailedLinkTokens(
  config: Pick<Config, 'EMAIL_LINK_SECRET' | 'EMAIL_LINK_SECRET_PREVIOUS'>,
  use: 'password link' | 'pre-boarding link',
): PasswordLinkTokens {
  const secrets = [config.EMAIL_LINK_SECRET, config.EMAIL_LINK_SECRET_PREVIOUS ?? []].flat();
  const keys = secrets.map((secret) => ({
    id: sha256(derive(secret, `${use}: key id`))
      .toString('hex')
      .slice(0, 8),
    secret: derive(secret, `${use}: token`),
  }));
  return {
    keyId: keys[0]?.id ?? '',
    tokenOf({ id, keyId }) {
      const key = keys.find((one) => one.id === keyId);
      if (!key) return null;
      const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
      const proof = createHmac('sha256', key.secret).update(bytes).digest();
      return Buffer.concat([bytes, proof]).toString('base64url');
    },
  };
}

/** SHA-256 of a token: all the database keeps of it. */
export function hashPasswordToken(token: string): Buffer {
  return sha256(Buffer.from(token, 'base64url'));
}

/** The id of the link that a token names, and the hash to compare; null for what was never a token of ours. */
export function readPasswordToken(token: string): { id: string; hash: Buffer } | null {
  if (token.length !== TOKEN_LENGTH || !/^[\w-]+$/.test(token)) return null;
  const hex = Buffer.from(token, 'base64url').subarray(0, ID_BYTES).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { id, hash: hashPasswordToken(token) };
}
