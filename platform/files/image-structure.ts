const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const GIF_TRAILER = 0x3b;

/** A PNG whose chunks run from IHDR to IEND and end with the content. (W3C PNG, section 5.) */
export function isPng(content: Buffer): boolean {
  if (!content.subarray(0, 8).equals(PNG_SIGNATURE)) return false;
  let at = 8;
  for (let first = true; at + 12 <= content.length; first = false) {
    const length = content.readUInt32BE(at);
    const type = content.toString('latin1', at + 4, at + 8);
    if (first && (type !== 'IHDR' || length !== 13)) return false;
    at += 12 + length;
    if (type === 'IEND') return at === content.length;
  }
  return false;
}

/** A JPEG: segments from the first marker up to the picture's data. Cameras append to theirs, so its end is not judged. */
export function isJpeg(content: Buffer): boolean {
  if (content.length < 4 || content.readUInt16BE(0) !== 0xffd8) return false;
  let at = 2;
  while (at + 4 <= content.length && content[at] === 0xff) {
    const marker = content[at + 1] as number;
    // Any number of fill bytes may stand before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xda) return content.includes(Buffer.from([0xff, 0xd9]), at);
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd9)) return false;
    at += 2 + content.readUInt16BE(at + 2);
  }
  return false;
}

/** A WebP whose container is as long as the content. */
export function isWebp(content: Buffer): boolean {
  if (content.length < 20 || content.toString('latin1', 0, 4) !== 'RIFF') return false;
  const isThat = /^WEBPVP8[ LX]$/.test(content.toString('latin1', 8, 16));
  return isThat && content.readUInt32LE(4) + 8 === content.length;
}

/** A GIF whose blocks run to the trailer, which is the last byte. (GIF89a specification, appendix B.) */
export function isGif(content: Buffer): boolean {
  if (content.length < 14 || !/^GIF8[79]a$/.test(content.toString('latin1', 0, 6))) return false;
  let at = 13 + colourTable(content[10] as number);
  while (at < content.length) {
    const block = content[at];
    if (block === GIF_TRAILER) return at === content.length - 1;
    if (block === 0x21) at = afterSubBlocks(content, at + 2);
    else if (block === 0x2c) {
      if (at + 10 > content.length) return false;
      at = afterSubBlocks(content, at + 10 + colourTable(content[at + 9] as number) + 1);
    } else return false;
  }
  return false;
}

function colourTable(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0;
}

function afterSubBlocks(content: Buffer, from: number): number {
  let at = from;
  while (at < content.length && content[at] !== 0) at += 1 + (content[at] as number);
  return at + 1;
}
