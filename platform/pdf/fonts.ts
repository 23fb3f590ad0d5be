import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How heavy a text is. */
export type Weight = 'regular' | 'bold';

/** A part of a text that one font can write. */
interface Run {
  font: string;
  text: string;
}

const WEIGHTS: Record<Weight, number> = { regular: 400, bold: 700 };

/**
 * Noto Sans in the parts it is published in, the commonest first, each with the characters that its files have. The
 * rupee sign is in the second one. The licence (SIL Open Font License 1.1) lies beside the files.
 */
const SUBSETS = [
  {
    name: 'latin',
    has: within(
      '20-7e a0-ff 131 152-153 2bb-2bc 2c6 2da 2dc 300-301 303-304 308-309 323 329 2002 2009 2013-2014 2018-201a 201c-201e',
      '2022 2026 2032-2033 2039-203a 2044 20ac 2122 2212',
    ),
  },
  {
    name: 'latin-ext',
    has: within(
      '20 a0 100-130 132-151 154-2ba 2bc-2c5 2c7-2cc 2ce-2d7 2dd-301 303-304 308-309 323 329 1d00-1dbf 1e00-1e9f',
      '1ef2-1eff 2020 20a0-20ab 20ad-20c0 2113',
    ),
  },
  { name: 'devanagari', has: within('20 a0 900-97f 200c-200d 20a8 25cc') },
];

/** Characters without a glyph that have a plain twin. */
const TWINS: Record<string, string> = {
  '\u2010': '-',
  '\u2011': '-',
  '\u2192': '->',
  '\u2190': '<-',
};
const FIRST = 'latin';

/** Every font a document needs, by the name `runsOf` uses. Read from disk once per process. */
export function fontFiles(): { name: string; bytes: Buffer }[] {
  loaded ??= (Object.keys(WEIGHTS) as Weight[]).flatMap((weight) =>
    SUBSETS.map(({ name }) => ({
      name: `${name}-${weight}`,
      bytes: readFileSync(
        join(__dirname, 'fonts', `noto-sans-${name}-${WEIGHTS[weight]}-normal.woff`),
      ),
    })),
  );
  return loaded;
}

let loaded: { name: string; bytes: Buffer }[] | undefined;

/**
 * Splits a text into runs of one font each. A character that no font has is spelled as its code point: a reader sees that
 * something stood there, and what.
 */
export function runsOf(text: string, weight: Weight): Run[] {
  const runs: Run[] = [];
  let subset = SUBSETS[0];
  for (const character of text.normalize('NFC')) {
    const written = writable(character);
    // A space or a joiner stays in its word's font, or the shaping would break there.
    if (!subset?.has(written)) subset = SUBSETS.find(({ has }) => has(written));
    const font = `${subset?.name ?? FIRST}-${weight}`;
    const last = runs.at(-1);
    if (last?.font === font) last.text += written;
    else runs.push({ font, text: written });
  }
  return runs;
}

/** The character as a font can write it; words of plain letters where none can. */
function writable(character: string): string {
  if (character === '\n') return character;
  if (SUBSETS.some(({ has }) => has(character))) return character;
  if (/\s/.test(character)) return ' ';
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return TWINS[character] ?? `[U+${code}]`;
}

/** Whether a character is in one of the ranges, which are written in hexadecimal. */
function within(...lists: string[]): (character: string) => boolean {
  const ranges = lists
    .flatMap((list) => list.split(' '))
    .map((range) => range.split('-').map((end) => parseInt(end, 16)))
    .map(([from = 0, to = from]) => ({ from, to }));
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    return ranges.some(({ from, to }) => code >= from && code <= to);
  };
}
