import { z } from 'zod';

/**
 * An instant as a sort key that a cursor can carry: whole microseconds since 1970 as digits.
 * A JavaScript Date would cut the microseconds off and a page would repeat or lose rows.
 */
export const instantKeySchema = z.string().regex(/^\d{1,16}$/);

/** SQL that turns a timestamptz column into its key. */
export function instantKey(column: string): string {
  return `(extract(epoch FROM ${column}) * 1000000)::bigint::text`;
}

/** SQL that turns a key back into the instant; `key` is an SQL expression such as `$3`. */
export function instantOfKey(key: string): string {
  return `(timestamptz 'epoch' + ${key}::bigint * interval '1 microsecond')`;
}
