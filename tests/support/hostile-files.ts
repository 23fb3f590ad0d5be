import { deflateRawSync } from 'node:zlib';

/** A file as somebody sends it. */
export interface SentFile {
  name: string;
  type: string;
  content: Buffer;
}

/** One entry of a package. */
interface Entry {
  name: string;
  content: string;
  localName?: string;
  flags?: number;
}

const CRC_UNCHECKED = 0;

/** A ZIP package, written by hand so that its headers can lie. */
function zip(entries: Entry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, localName = name, flags = 0 } of entries) {
    const data = deflateRawSync(Buffer.from(content));
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(CRC_UNCHECKED, 14);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(localName.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    const written = Buffer.concat([local, Buffer.from(localName), data]);
    locals.push(written);
    directory.push(entry, Buffer.from(name));
    offset += written.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

const types = { name: '[Content_Types].xml', content: '<Types/>' };
const word = { name: 'word/document.xml', content: '<w:document/>' };
const sheet = { name: 'xl/workbook.xml', content: '<workbook/>' };

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const WEBP = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');
const JPEG = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000ffda0008010100003f00d2', 'hex'),
  Buffer.from('ffd9', 'hex'),
]);
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** One good file of each format. */
export const GOOD_FILES: SentFile[] = [
  { name: 'receipt.pdf', type: 'application/pdf', content: PDF },
  { name: 'photo.png', type: 'image/png', content: PNG },
  { name: 'photo.JPG', type: 'image/jpeg', content: JPEG },
  { name: 'photo.webp', type: 'image/webp', content: padded(WEBP) },
  { name: 'dot.gif', type: 'image/gif', content: GIF },
  { name: 'notes ₹.txt', type: 'text/plain', content: Buffer.from('1 < 2, और ₹5\r\n') },
  { name: 'lines.csv', type: 'application/vnd.ms-excel', content: Buffer.from('a,b\n1,2\n') },
  { name: 'letter.docx', type: DOCX_TYPE, content: zip([types, word]) },
  { name: 'sheet.xlsx', type: 'application/octet-stream', content: zip([types, sheet]) },
];

/** A RIFF container says its own length. */
function padded(riff: Buffer): Buffer {
  const whole = Buffer.from(riff);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

const text = (name: string, type: string, content: string): SentFile => ({
  name,
  type,
  content: Buffer.from(content),
});
const script = '<script>alert(1)</script>';
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`;
const archive = zip([{ name: 'x.class', content: 'x' }]);

/** Files that are not what they are called, are two things at once, or carry something that acts. */
export const HOSTILE_FILES: (SentFile & { why: string })[] = [
  { why: 'svg', ...text('logo.svg', 'image/svg+xml', svg) },
  { why: 'html', ...text('page.html', 'text/html', `<html>${script}</html>`) },
  { why: 'html said to be text', ...text('page.txt', 'text/html', script) },
  { why: 'html called text', ...text('notes.txt', 'text/plain', `<html>${script}</html>`) },
  { why: 'markup in a csv', ...text('rows.csv', 'text/csv', `a,b\n${svg},1`) },
  { why: 'svg called png', ...text('logo.png', 'image/png', svg) },
  { why: 'xml with entities', ...text('data.txt', 'text/plain', '<?xml version="1.0"?><a/>') },
  { why: 'pdf called png', name: 'a.png', type: 'image/png', content: PDF },
  { why: 'png called pdf', name: 'a.pdf', type: 'application/pdf', content: PNG },
  { why: 'type and ending differ', name: 'a.png', type: 'application/pdf', content: PNG },
  {
    why: 'a program',
    name: 'setup.exe',
    type: 'application/octet-stream',
    content: Buffer.from('MZ\0'),
  },
  {
    why: 'a program called pdf',
    name: 'a.pdf',
    type: 'application/pdf',
    content: Buffer.from('MZ\x90\0'),
  },
  { why: 'a script', ...text('run.js', 'text/javascript', 'alert(1)') },
  { why: 'no ending', ...text('README', 'text/plain', 'hello') },
  {
    why: 'an ending turned round',
    name: 'annexe\u202Efdp.exe',
    type: 'application/pdf',
    content: PDF,
  },
  { why: 'png and zip', name: 'a.png', type: 'image/png', content: Buffer.concat([PNG, archive]) },
  {
    why: 'png and html',
    name: 'a.png',
    type: 'image/png',
    content: Buffer.concat([PNG, Buffer.from(script)]),
  },
  { why: 'gif and javascript', ...text('a.gif', 'image/gif', 'GIF89a/*..*/=1;alert(1)//;') },
  { why: 'gif and zip', name: 'a.gif', type: 'image/gif', content: Buffer.concat([GIF, archive]) },
  {
    why: 'jpeg and zip',
    name: 'a.jpg',
    type: 'image/jpeg',
    content: Buffer.concat([JPEG, archive]),
  },
  {
    why: 'jpeg and page',
    name: 'a.jpg',
    type: 'image/jpeg',
    content: Buffer.concat([JPEG, Buffer.from(script)]),
  },
  {
    why: 'pdf and zip',
    name: 'a.pdf',
    type: 'application/pdf',
    content: Buffer.concat([PDF, archive]),
  },
  { why: 'pdf behind html', ...text('a.pdf', 'application/pdf', `${script}%PDF-1.4 %%EOF`) },
  { why: 'a zip', name: 'a.docx', type: DOCX_TYPE, content: archive },
  { why: 'a workbook called docx', name: 'a.docx', type: DOCX_TYPE, content: zip([types, sheet]) },
  {
    why: 'macros',
    name: 'a.docx',
    type: DOCX_TYPE,
    content: zip([types, word, { name: 'word/vbaProject.bin', content: 'x' }]),
  },
  {
    why: 'an entry that leads out',
    name: 'a.xlsx',
    type: XLSX_TYPE,
    content: zip([types, sheet, { name: '../../etc/cron.d/x', content: 'x' }]),
  },
  {
    why: 'two names for one entry',
    name: 'a.docx',
    type: DOCX_TYPE,
    content: zip([types, word, { name: 'a.xml', localName: 'b.xml', content: 'x' }]),
  },
  {
    why: 'a locked package',
    name: 'a.docx',
    type: DOCX_TYPE,
    content: zip([types, { ...word, flags: 1 }]),
  },
  {
    why: 'a package behind a program',
    name: 'a.docx',
    type: DOCX_TYPE,
    content: Buffer.concat([Buffer.from('MZ\x90\0'), zip([types, word])]),
  },
  { why: 'nothing', ...text('empty.txt', 'text/plain', '') },
  { why: 'zero bytes', ...text('a.txt', 'text/plain', 'a\0b') },
  { why: 'not utf-8', name: 'a.csv', type: 'text/csv', content: Buffer.from([0x61, 0xff, 0xfe]) },
];

/** Names that try to be paths, with what is left of them. */
export const TRICKY_NAMES: [sent: string, kept: string][] = [
  ['../../../../etc/passwd.txt', 'passwd.txt'],
  ['..\\..\\windows\\win.txt', 'win.txt'],
  ['/etc/cron.d/evil.txt', 'evil.txt'],
  ['C:\\autoexec.txt', 'autoexec.txt'],
  ['..%2f..%2fetc%2fpasswd.txt', '2f..2fetc2fpasswd.txt'],
  // As browsers send a quote in a name.
  ['नाम %22q%22.txt', 'नाम q.txt'],
  ['CON.txt', '_CON.txt'],
  ['.htaccess.txt', 'htaccess.txt'],
  ['"><img src=x onerror=alert(1)>.txt', 'img src=x onerror=alert(1).txt'],
  [`${'long'.repeat(100)}.txt`, `${'long'.repeat(29)}.txt`],
];
