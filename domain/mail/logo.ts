const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const HEADER = [0x49, 0x48, 0x44, 0x52];
const MOST_BYTES = 65_536;
const WIDEST = 800;
const HIGHEST = 200;

/**
 * What is wrong with a picture as the logo of mails, or null. It must be a PNG by what it holds, not by its name.
 * Source of the layout: PNG (Third Edition), sections 5.2 and 11.2.1.
 */
export function logoProblem(bytes: Uint8Array): string | null {
  if (bytes.length > MOST_BYTES) return 'The picture may have at most 64 KB';
  const starts = (text: number[], at: number) => text.every((byte, n) => bytes[at + n] === byte);
  if (bytes.length < 33 || !starts(SIGNATURE, 0) || !starts(HEADER, 12)) {
    return 'This is not a PNG picture';
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const fits = width >= 1 && width <= WIDEST && height >= 1 && height <= HIGHEST;
  return fits ? null : `The picture may be at most ${WIDEST} by ${HIGHEST} pixels`;
}
