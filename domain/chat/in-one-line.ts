const MARKS: [RegExp, string][] = [
  // A fence, with the language it names.
  [/^[ \t]*(?:`{3,}|~{3,})[^\n`]*$/gm, ''],
  [/^[ \t]*(?:>[ \t]?)+/gm, ''],
  [/^[ \t]*#{1,6}[ \t]+/gm, ''],
  [/^[ \t]*[-*+][ \t]+/gm, '• '],
  [/\[([^[\]\n]+)\]\([^()\s]+\)/g, '$1'],
  [/(\*\*|__|~~)(?=\S)([^\n]{1,500}?\S|\S)\1/g, '$2'],
  [/(?<![\w*])\*(?=[^\s*])([^*\n]{1,500})\*(?![\w*])/g, '$1'],
  [/(?<![\w_])_(?=[^\s_])([^_\n]{1,500})_(?![\w_])/g, '$1'],
  [/`([^`\n]+)`/g, '$1'],
];

/**
 * A message as one line of plain text, for where there is no room for formatting: without the marks of Markdown, whatever
 * else it holds as it is.
 * @param text a message, or the beginning of one
 */
export function inOneLine(text: string): string {
  const plain = MARKS.reduce((rest, [mark, instead]) => rest.replaceAll(mark, instead), text);
  return plain.replaceAll(/\s+/g, ' ').trim();
}
