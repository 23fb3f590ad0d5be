// Neither blank nor seen: spaces of no width, marks of direction, joiners with nothing to join.
const UNSEEN = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+$/u;
const BLANK = /^\s+$/;

/**
 * What was sent, with each text that shows nothing as an empty one, however deep: a title of spaces of no width is none.
 * Texts that show something keep such signs, which scripts and pictures need.
 */
export function withoutUnseen(value: unknown): unknown {
  if (typeof value === 'string') return UNSEEN.test(value) && !BLANK.test(value) ? '' : value;
  if (Array.isArray(value)) return value.map(withoutUnseen);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withoutUnseen(member)]),
  );
}
