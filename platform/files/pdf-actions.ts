import { inflateSync } from 'node:zlib';

/** Names by which a PDF runs scripts, starts programs, sends forms, or carries other files. (ISO 32000-2, 12.6, 7.11.4.) */
const ACTS =
  /\/(JS|JavaScript|Launch|SubmitForm|ImportData|RichMedia|RichMediaExecute|Movie|Sound|Rendition|XFA|EmbeddedFiles?|GoToE|Encrypt)(?![A-Za-z0-9])/;
/** Objects may be packed into such streams, where names are not seen from outside. */
const PACKED = /\/ObjStm(?![A-Za-z0-9])/;
const STREAM = /stream\r?\n/g;
const HEAD_BYTES = 2048;
const MOST_UNPACKED = 16 * 1024 * 1024;

/**
 * Whether a PDF could do something when it is opened, beyond being shown. One that cannot be looked into (encrypted, or
 * packed in a way that is not read here) counts as one that could.
 */
export function pdfCouldAct(content: Buffer): boolean {
  const text = content.toString('latin1');
  if (ACTS.test(plainNames(text))) return true;
  let left = MOST_UNPACKED;
  for (const { index, 0: opening } of text.matchAll(STREAM)) {
    const dictionary = text.slice(Math.max(0, index - HEAD_BYTES), index);
    if (!PACKED.test(plainNames(dictionary.slice(dictionary.lastIndexOf(' obj') + 1)))) continue;
    const unpacked = inflate(content.subarray(index + opening.length), left);
    if (unpacked === undefined || ACTS.test(plainNames(unpacked))) return true;
    left -= unpacked.length;
  }
  return false;
}

function inflate(packed: Buffer, most: number): string | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, most) }).toString('latin1');
  } catch {
    return undefined;
  }
}

/** A name may be spelled in hex, letter by letter: "/J#53" is "/JS". */
function plainNames(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
