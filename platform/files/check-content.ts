import type { FileFormat } from '../../domain/files/file-types';
import { isGif, isJpeg, isPng, isWebp } from './image-structure';
import { endsAsZip, packageEntries } from './office-package';

const PDF_TAIL = 2_048;
const HEAD = 4_096;
// What makes a browser, or a server that renders it, take the content for a page or a program.
const MARKUP =
  /<\s*(?:!doctype|\/?(?:html|head|body|script|svg|iframe|img|object|embed|style|link|meta|math|form|base)[\s/>]|\?(?:xml|php|=)|%)/i;
// In binary data only what is long enough not to stand there by chance.
const BINARY_MARKUP = /<!doctype|<html[\s>]|<script[\s>]|<\?php|<\/script>/i;
// Controls that no text has: all but tab, line feed, form feed and carriage return.
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;
const OTHER_FORMATS = /^(?:%PDF-|GIF8[79]a|%!PS|\{\\rtf|MIME-Version:|From )/;

const NAMES: Record<FileFormat, string> = {
  pdf: 'a PDF',
  png: 'a PNG picture',
  jpeg: 'a JPEG picture',
  webp: 'a WebP picture',
  gif: 'a GIF picture',
  text: 'plain text',
  csv: 'plain text',
  docx: 'a Word document (.docx)',
  xlsx: 'an Excel workbook (.xlsx)',
};

const CHECKS: Record<FileFormat, (content: Buffer) => boolean> = {
  pdf: isPdf,
  png: isPng,
  jpeg: isJpeg,
  webp: isWebp,
  gif: isGif,
  text: isText,
  csv: isText,
  docx: (content) => isOffice(content, 'word/document.xml'),
  xlsx: (content) => isOffice(content, 'xl/workbook.xml'),
};

/**
 * Looks at what a file is, whatever it is called: its content must be the format it claims, whole, and nothing else
 * besides: content that is a picture to one program and an archive or a page to another is refused.
 * @returns the sentence that says what is wrong, or undefined
 */
export function contentProblem(format: FileFormat, content: Buffer): string | undefined {
  if (content.length === 0) return 'It is empty.';
  const words = format === 'text' || format === 'csv';
  if (words && MARKUP.test(content.toString('latin1')))
    return 'It holds markup (HTML, SVG or XML), which can run scripts.';
  if (!CHECKS[format](content)) {
    const hint = words ? ' Save it as UTF-8 text.' : '';
    return `Its content is not ${NAMES[format]}.${hint}`;
  }
  if (!words && isAmbiguous(format, content)) {
    return `It is ${NAMES[format]} and something else at the same time.`;
  }
  return undefined;
}

function isPdf(content: Buffer): boolean {
  if (!/^%PDF-[12]\.\d/.test(content.toString('latin1', 0, 8))) return false;
  return content.subarray(-PDF_TAIL).includes('%%EOF');
}

function isText(content: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return !CONTROLS.test(text) && !OTHER_FORMATS.test(text);
  } catch {
    return false;
  }
}

function isOffice(content: Buffer, main: string): boolean {
  const entries = packageEntries(content);
  const mains = ['word/document.xml', 'xl/workbook.xml', 'ppt/presentation.xml'];
  return (
    entries !== undefined &&
    entries.has('[Content_Types].xml') &&
    mains.filter((name) => entries.has(name)).join() === main
  );
}

function isAmbiguous(format: FileFormat, content: Buffer): boolean {
  const isPackage = format === 'docx' || format === 'xlsx';
  if (!isPackage && endsAsZip(content)) return true;
  if (format !== 'pdf' && content.subarray(0, HEAD).includes('%PDF-')) return true;
  // Packed entries may hold anything; what is packed is not what a browser reads.
  return !isPackage && BINARY_MARKUP.test(content.toString('latin1'));
}
