import { createSecretKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** A key of the payload codec. The id stands in clear beside what it encrypted. */
export interface CodecKey {
  id: string;
  key: KeyObject;
}

const KEY_BYTES = 32;
/** Of 32 random bytes fewer than this many different ones do not come by chance. */
const LEAST_DIFFERENT = 16;
const FORM = /^([\w-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/;

/** `id:base64` of 32 random bytes, such as `2026a:$(openssl rand -base64 32)`. */
export const codecKey = z.string().transform((said, context): CodecKey => {
  const [, id = '', encoded = ''] = FORM.exec(said.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (id === '') return refuse('must be id:base64 (letters, digits, - and _ in the id)');
  if (bytes.length !== KEY_BYTES) return refuse(`must have exactly ${KEY_BYTES} bytes in base64`);
  if (new Set(bytes).size < LEAST_DIFFERENT)
    return refuse('must be random: too few different bytes');
  return { id, key: createSecretKey(bytes) };
});

/** Several of them, with commas between. */
export const codecKeys = z
  .string()
  .transform((said) => said.split(',').map((one) => one.trim()))
  .pipe(z.array(codecKey));
