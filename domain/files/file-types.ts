/** The largest file that is taken, in bytes. */
export const FILE_MAX_BYTES = 10 * 1024 * 1024;
/** How many files a request can have. */
export const FILES_PER_REQUEST = 20;
/** How many files a chat message can have. */
export const FILES_PER_MESSAGE = 10;
/** What one person may have uploaded to conversations, in bytes. */
export const CHAT_QUOTA_BYTES = 500 * 1024 * 1024;

/** What a file may be: its ending, and what browsers may call it. The first type is the one it is kept under. */
const FILE_TYPES = {
  pdf: { endings: ['pdf'], types: ['application/pdf'] },
  png: { endings: ['png'], types: ['image/png'] },
  jpeg: { endings: ['jpg', 'jpeg'], types: ['image/jpeg', 'image/jpg', 'image/pjpeg'] },
  webp: { endings: ['webp'], types: ['image/webp'] },
  gif: { endings: ['gif'], types: ['image/gif'] },
  text: { endings: ['txt'], types: ['text/plain'] },
  // Windows calls a CSV what the program is that opens it.
  csv: { endings: ['csv'], types: ['text/csv', 'application/vnd.ms-excel', 'text/plain'] },
  docx: {
    endings: ['docx'],
    types: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  },
  xlsx: {
    endings: ['xlsx'],
    types: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  },
} as const satisfies Record<string, { endings: readonly string[]; types: readonly string[] }>;

/** One of the formats that are taken. */
export type FileFormat = keyof typeof FILE_TYPES;

/** The endings for a file picker: ".pdf,.png,…". */
export const FILE_ENDINGS = Object.values(FILE_TYPES)
  .flatMap(({ endings }) => endings.map((ending) => `.${ending}`))
  .join(',');

/** What a person is told they can send. */
const FILE_ADVICE = 'Send a PDF, PNG, JPEG, WebP, GIF, text, CSV, .docx or .xlsx file.';

const UNSAID = new Set(['', 'application/octet-stream']);
const NAME_LIMIT = 120;
// Controls, marks that turn the direction of text or are not seen, and what some system gives a meaning in a path.
const UNFIT = /[\p{Cc}\p{Cf}\u2028\u2029<>:"/\\|?*%]/gu;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A file's name as it is shown and offered for saving: the last part of whatever path was sent, without what could
 * mislead a person or a system. Files are never stored under it. Empty if nothing is left.
 */
export function cleanFileName(sent: string): string {
  const last = sent.split(/[/\\]/).at(-1) ?? '';
  const name = last
    .normalize('NFC')
    .replace(UNFIT, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const { length } = endingOf(name);
  const tail = length > 0 ? name.slice(-length - 1) : '';
  const stem = [...name.slice(0, name.length - tail.length)];
  const short = stem.slice(0, NAME_LIMIT - tail.length).join('') + tail;
  return RESERVED.test(short) ? `_${short}` : short;
}

/** What comes after the last dot, in lower case, or nothing. */
export function endingOf(name: string): string {
  const at = name.lastIndexOf('.');
  return at > 0 && name.length - at <= 10 ? name.slice(at + 1).toLowerCase() : '';
}

/**
 * The format that a name and a declared type agree on, or the sentence that says why not.
 * A browser that does not know a type sends none, or `application/octet-stream`: then the name alone counts.
 */
export function declaredFormat(file: {
  name: string;
  declaredType: string;
}): { format: FileFormat } | { problem: string } {
  const ending = endingOf(file.name);
  const type = file.declaredType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const found = (Object.keys(FILE_TYPES) as FileFormat[]).find((format) =>
    (FILE_TYPES[format].endings as readonly string[]).includes(ending),
  );
  if (ending === 'svg' || ending.startsWith('htm') || /svg|html/.test(type)) {
    return { problem: `SVG and HTML files can run scripts and are not taken. ${FILE_ADVICE}` };
  }
  if (!found) {
    const what = ending ? `Files ending in .${ending}` : 'Files without an ending';
    return { problem: `${what} are not taken. ${FILE_ADVICE}` };
  }
  if (UNSAID.has(type) || (FILE_TYPES[found].types as readonly string[]).includes(type)) {
    return { format: found };
  }
  return { problem: `It ends in .${ending} but is said to be ${type}.` };
}

/** The type a file is kept and served under. */
export function mediaTypeOf(format: FileFormat): string {
  return FILE_TYPES[format].types[0];
}

/** Whether a file of this type is a picture, which browsers show without running anything. */
export function isPicture(mediaType: string): boolean {
  return (['png', 'jpeg', 'webp', 'gif'] as const).some(
    (format) => mediaTypeOf(format) === mediaType,
  );
}
