/**
 * How many letters two words are apart: one put in, left out, changed, or swapped with the next counts as one.
 * (Optimal string alignment, the restricted form of Damerau’s distance.)
 */
export function lettersApart(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = at(row, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const least = Math.min(at(row, j) + 1, at(next, j - 1) + 1, changed);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next.push(swapped ? Math.min(least, at(before, j - 2) + 1) : least);
    }
    [before, row] = [row, next];
  }
  return at(row, other.length);
}

const at = (numbers: number[], index: number) => numbers[index] ?? 0;

const SHORTEST = 4;
const LONG = 7;

/**
 * The word that was most likely meant: one slip in a word of four letters, two in one of seven. Undefined when none is
 * near, or when two are equally near.
 */
export function wordMeant(word: string, known: Iterable<string>): string | undefined {
  if (word.length < SHORTEST) return undefined;
  const most = word.length >= LONG ? 2 : 1;
  let best: { word: string; apart: number; alone: boolean } | undefined;
  for (const candidate of new Set(known)) {
    const apart = slipsBetween(word, candidate, most);
    if (apart === undefined || (best && apart > best.apart)) continue;
    best = { word: candidate, apart, alone: apart !== best?.apart };
  }
  return best?.alone ? best.word : undefined;
}

function slipsBetween(word: string, candidate: string, most: number): number | undefined {
  if (candidate.length < SHORTEST || Math.abs(candidate.length - word.length) > most)
    return undefined;
  // A longer word that begins so is another word: a projector is no project.
  if (word.startsWith(candidate)) return undefined;
  const apart = lettersApart(word, candidate);
  if (apart > most) return undefined;
  // A letter is left out at the end more often than another one is typed.
  return candidate.startsWith(word) ? apart - 0.5 : apart;
}
