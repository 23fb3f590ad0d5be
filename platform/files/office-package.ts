const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const MOST_ENTRIES = 5_000;
/** More than this unpacked is no document but a bomb. */
const MOST_UNPACKED = 512 * 1024 * 1024;
const ENCRYPTED = 0x1;

interface Directory {
  entries: number;
  size: number;
  offset: number;
}

/** Whether a ZIP directory ends where the content ends: then a program that looks from the end finds an archive. */
export function endsAsZip(content: Buffer): boolean {
  return endOfDirectory(content) !== undefined;
}

/**
 * Looks at a ZIP package without unpacking anything: one archive from the first byte to the last, every entry where
 * the directory says, none with a name that leads out of a folder, no encryption, no macros, no bomb.
 * (Structure: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16.)
 * @returns the names of its entries, or undefined if it is not such a package
 */
export function packageEntries(content: Buffer): Set<string> | undefined {
  const end = endOfDirectory(content);
  if (!end) return undefined;
  const directory = readDirectory(content, end);
  const starts = end > 0 && content.length > 4 && content.readUInt32LE(0) === LOCAL_HEADER;
  const joined = directory.offset + directory.size === end;
  if (!starts || !joined || directory.entries === 0 || directory.entries > MOST_ENTRIES) {
    return undefined;
  }
  return readEntries(content, directory);
}

function endOfDirectory(content: Buffer): number | undefined {
  const last = content.length - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (content.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    if (at + END_BYTES + content.readUInt16LE(at + 20) === content.length) return at;
  }
  return undefined;
}

function readDirectory(content: Buffer, end: number): Directory {
  return {
    entries: content.readUInt16LE(end + 10),
    size: content.readUInt32LE(end + 12),
    offset: content.readUInt32LE(end + 16),
  };
}

function readEntries(content: Buffer, directory: Directory): Set<string> | undefined {
  const names = new Set<string>();
  const end = directory.offset + directory.size;
  let at = directory.offset;
  let unpacked = 0;
  for (let index = 0; index < directory.entries; index++) {
    const entry = readEntry(content, at, end);
    if (!entry || names.has(entry.name)) return undefined;
    names.add(entry.name);
    unpacked += entry.unpacked;
    at = entry.next;
  }
  return at === end && unpacked <= MOST_UNPACKED ? names : undefined;
}

function readEntry(content: Buffer, at: number, end: number) {
  if (at + 46 > end || content.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined;
  const nameEnd = at + 46 + content.readUInt16LE(at + 28);
  const next = nameEnd + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  if (next > end) return undefined;
  const name = content.toString('utf8', at + 46, nameEnd);
  const flags = content.readUInt16LE(at + 8);
  const local = content.readUInt32LE(at + 42);
  if (!isSafe(name) || flags & ENCRYPTED || !agrees(content, local, name)) return undefined;
  return { name, unpacked: content.readUInt32LE(at + 24), next };
}

/** What the directory calls an entry and what stands before its data are the same, or two programs see two files. */
function agrees(content: Buffer, at: number, name: string): boolean {
  if (at + 30 > content.length || content.readUInt32LE(at) !== LOCAL_HEADER) return false;
  const length = content.readUInt16LE(at + 26);
  return content.toString('utf8', at + 30, at + 30 + length) === name;
}

function isSafe(name: string): boolean {
  if (name === '' || name.startsWith('/') || /[\\:\0]/.test(name)) return false;
  if (/(^|\/)(vbaProject\.bin|vbaData\.xml|activeX\/)/i.test(name)) return false;
  return !name.split('/').includes('..');
}
