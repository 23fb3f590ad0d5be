import { inflateSync } from 'node:zlib';

/** What the pages of a PDF of ours say, piece by piece in the order they were written. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf.toString('latin1'));
  const fonts = fontsOf(objects);
  const pages = [...objects.values()].map(streamOf).filter((stream) => stream.includes(' TJ'));
  return pages.flatMap((page) => piecesOf(page, fonts)).join('\n');
}

type Decode = (hex: string) => string;

function objectsOf(source: string): Map<string, string> {
  const found = source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g);
  return new Map([...found].map(([, number = '', body = '']) => [number, body]));
}

function streamOf(body: string): string {
  const [, bytes] = /stream\r?\n([\s\S]*?)\r?\nendstream/.exec(body) ?? [];
  if (bytes === undefined) return '';
  if (!body.includes('/FlateDecode')) return bytes;
  return inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1');
}

/** An embedded font numbers its glyphs anew and says what they spell; the standard ones are Latin 1. */
function fontsOf(objects: Map<string, string>): Map<string, Decode> {
  const fonts = new Map<string, Decode>();
  for (const body of objects.values()) {
    for (const [, name = '', number = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const [, unicode = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number) ?? '') ?? [];
      const map = streamOf(objects.get(unicode) ?? '');
      fonts.set(name, map ? spelledBy(map) : (hex) => Buffer.from(hex, 'hex').toString('latin1'));
    }
  }
  return fonts;
}

function spelledBy(map: string): Decode {
  const glyphs = new Map<number, string>();
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, hex = ''], index) =>
      glyphs.set(
        parseInt(first, 16) + index,
        Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      ),
    );
  }
  return (hex) =>
    (hex.match(/.{4}/g) ?? []).map((glyph) => glyphs.get(parseInt(glyph, 16)) ?? '?').join('');
}

function piecesOf(page: string, fonts: Map<string, Decode>): string[] {
  let decode: Decode = () => '';
  const pieces: string[] = [];
  for (const [, font, parts] of page.matchAll(
    /\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[ \d.-])*)\] TJ/g,
  )) {
    if (font) decode = fonts.get(font) ?? decode;
    else {
      const hex = [...(parts ?? '').matchAll(/<([0-9a-f]*)>/g)].map(([, digits]) => digits);
      pieces.push(decode(hex.join('')));
    }
  }
  return pieces;
}
