import { Algorithm, hash, verify } from '@node-rs/argon2';

// OWASP's first choice for argon2id; about 25 ms on a small server.
const COST = { algorithm: Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash to store for a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let decoy: Promise<string> | undefined;

/**
 * Whether a password is the one behind a stored hash. Without a hash the same work is done and the answer is no,
 * so that an unknown account takes as long as a known one.
 */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const matches = await verify(stored ?? (await decoy), password);
  return stored !== null && matches;
}
