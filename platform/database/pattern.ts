/** The text of a search as a pattern of LIKE: what it has of wildcards means itself. Null where nothing is searched for. */
export function containing(text: string | undefined): string | null {
  return text === undefined ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
