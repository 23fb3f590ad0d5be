import { z } from 'zod';
import { COMMON_WORDS } from './common-passwords';

/** Fewer are refused. */
export const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 1000;
const FEWEST_CHARACTERS = 5;
const STRONG_LENGTH = 16;
const STRONG_CHARACTERS = 10;

const SPELT: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{M}]/gu, '');
const respelt = (text: string) =>
  lettersOf([...text.toLowerCase()].map((one) => SPELT[one] ?? one).join(''));

/** What repeats itself, once: `abcabc` is `abc`. */
function unrepeated(text: string): string {
  return /^(.+?)\1+$/.exec(text)?.[1] ?? text;
}

/**
 * Whether a password is one that is tried first: a common word with digits and signs around it or for its letters, such a
 * word twice, few different characters, or nothing but digits.
 */
export function isCommonPassword(password: string): boolean {
  if (new Set(password.toLowerCase()).size < FEWEST_CHARACTERS) return true;
  const readings = [lettersOf(password), respelt(password)];
  const trimmed = respelt(password.replace(/^\P{L}+|\P{L}+$/gu, ''));
  return [...readings, trimmed].some(
    (letters) => letters === '' || COMMON_WORDS.has(unrepeated(letters)),
  );
}

/** A password that somebody chooses now; the one they have may be older than the rule. */
export const newPasswordSchema = z
  .string()
  .min(SHORTEST_PASSWORD, `Use at least ${SHORTEST_PASSWORD} characters`)
  .max(LONGEST_PASSWORD)
  .refine((password) => !isCommonPassword(password), {
    message: 'This is one of the passwords that are guessed first. Choose another',
  });

/** How well a password stands up to guessing, for whoever is choosing it. */
export type PasswordStrength = 'too-weak' | 'fair' | 'strong';

/** The strength of a password: too weak is what {@link newPasswordSchema} refuses. */
export function strengthOf(password: string): PasswordStrength {
  if (!newPasswordSchema.safeParse(password).success) return 'too-weak';
  const isLong = [...password].length >= STRONG_LENGTH;
  return isLong && new Set(password).size >= STRONG_CHARACTERS ? 'strong' : 'fair';
}
