/** A piece of text, and whether it is what was looked for. */
interface Piece {
  text: string;
  hit: boolean;
}

const AROUND = 80;

/** Compared as the server compares: without case and accents. One character stays one, so that places stay places. */
function fold(text: string): string {
  return [...text]
    .map((letter) => {
      const plain = letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
      return plain.length === letter.length ? plain : letter.toLowerCase().slice(0, letter.length);
    })
    .join('');
}

/** The part of a text around the first hit, cut into what was found and what is beside it. */
export function highlight(whole: string, q: string): Piece[] {
  const folded = fold(whole.normalize('NFC'));
  const text = whole.normalize('NFC');
  const words = q
    .trim()
    .split(/\s+/u)
    .map((word) => fold(word.normalize('NFC')))
    .filter((word) => word !== '');
  const first = Math.min(
    ...words.map((word) => folded.indexOf(word)).filter((at) => at >= 0),
    text.length,
  );
  const from = first > AROUND && text.length > 2 * AROUND ? first - AROUND / 2 : 0;
  const end = Math.min(text.length, from + 4 * AROUND);
  const pieces: Piece[] = from > 0 ? [{ text: '… ', hit: false }] : [];
  for (let at = from; at < end;) {
    const hit = words.find((word) => folded.startsWith(word, at));
    const next = hit ? at + hit.length : nextHit(folded, words, at, end);
    pieces.push({ text: text.slice(at, next), hit: hit !== undefined });
    at = next;
  }
  return end < text.length ? [...pieces, { text: ' …', hit: false }] : pieces;
}

function nextHit(folded: string, words: string[], at: number, end: number): number {
  const found = words.map((word) => folded.indexOf(word, at)).filter((place) => place >= 0);
  return Math.min(...found, end);
}
