const SHORT_FORMS: [RegExp, string][] = [
  [/\b(what|who|how|where|when|it|that|there|here)'s\b/g, '$1 is'],
  [/\b(what|who|how|where|when|they|we|you)'re\b/g, '$1 are'],
  [/\bi'm\b/g, 'i am'],
  [/\b(i|we|you|they)'ve\b/g, '$1 have'],
  [/\b(i|we|you|they|who|it)'ll\b/g, '$1 will'],
  [/\b(i|we|you|they|who)'d\b/g, '$1 would'],
  [/\bcan't\b/g, 'cannot'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/\bp\s?(?:&|and|n)\s?l\b/g, 'pnl'],
  [/\bh\.r\./g, 'hr'],
  [/\bnos?\.? of\b/g, 'number of'],
  // As one says in India: "who all joined?"
  [/\b(who|which|what|where|whom) all\b/g, '$1'],
];

/** Text without accents and in lower case, with plain quotation marks and written-out short forms. */
export function plainText(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    // Before a figure alone: a name may hold such a sign, too.
    .replace(/(?:>=?|≥)(?=\s*(?:[₹$€£\d]|rs|inr))/gi, ' over ')
    .replace(/(?:<=?|≤)(?=\s*(?:[₹$€£\d]|rs|inr))/gi, ' under ')
    .replace(/(?<=\d)\s?%/g, ' percent ')
    .toLowerCase();
  return SHORT_FORMS.reduce((so, [short, long]) => so.replace(short, long), plain);
}

const NOT_PLURALS = new Set(
  'this is was has does as us yes his its always perhaps less plus versus vs across access gas bus thus news pass address'.split(
    ' ',
  ),
);

/** The singular of an English word; a word that is none already stays. */
export function singular(word: string): string {
  if (word.length < 4 || NOT_PLURALS.has(word) || /(ss|us|is)$/.test(word)) return word;
  if (/ies$/.test(word)) return word.length > 4 ? word.replace(/ies$/, 'y') : word.slice(0, -1);
  if (/(ch|sh|x|z|\w\wus|ss)es$/.test(word)) return word.slice(0, -2);
  return /s$/.test(word) ? word.slice(0, -1) : word;
}

/** A name the way the words of a question are written, to be found among them. */
export function plainName(name: string): string {
  return plainText(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(singular)
    .join(' ');
}
