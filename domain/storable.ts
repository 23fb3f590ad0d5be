/** What stands where a character was that no database keeps. */
const REPLACEMENT = '\uFFFD';

/** Text as PostgreSQL keeps it: it has no zero byte. */
export const storableText = (text: string): string => text.replaceAll('\0', REPLACEMENT);

/**
 * JSON as PostgreSQL keeps it in `jsonb`, whatever somebody else wrote into its texts and names: without zero bytes and
 * halves of surrogate pairs. (`JSON.stringify` writes only those halves as escapes: ECMA-262, QuoteJSONString.)
 */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value).replace(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|[^])/g, (escape) =>
    escape.length > 2 ? REPLACEMENT : escape,
  );
