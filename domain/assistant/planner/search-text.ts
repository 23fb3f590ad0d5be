import { dateAtStart } from './dates';
import { plainText } from './plain';

const LEADS =
  /\b(?:about|abt|regarding|concerning|mention(?:s|ed|ing)?|contain(?:s|ing)?|with the words?|with|say(?:s|ing)?|said|on the (?:topic|subject) of|discuss(?:ed|ing)?|talk(?:ed|ing)? of|for|wrote|that has|where)\b/g;
const NOISE =
  /\b(?:please|pls|plz|kindly|the words?|the phrase|the text|anything|something|messages?|msgs?|chats?|conversations?|in (?:the |my )?(?:chats?|messages?|rooms?|conversations?)|in (?:the )?\S+ (?:channel|room)|with me|to me|we|my|in|on|of|was|were|is|are|has|been|that|any|who|anyone|anybody|where|did|have|find|search|look|show|me|all)\b/g;
const TIME =
  /\b(?:(?:in|on|since|from|during|until|of) )?(?:(?:this|last|next|previous|past) (?:\d+ )?(?:weeks?|months?|quarters?|years?|days?)|today|yesterday|recently|lately|so far)\b/g;

/** What is to be looked for in conversations: what stands in quotation marks, or after "about". Empty when nothing is said. */
export function searchText(question: string): string {
  const quoted = /["“]([^"”]{2,100})["”]|(?<=\s)'([^']{2,100})'/.exec(question);
  if (quoted) return (quoted[1] ?? quoted[2] ?? '').trim();
  const text = plainText(question).replace(/[?!.]+\s*$/, '');
  const leads = [...text.matchAll(LEADS)];
  const lead =
    leads.find(([word]) =>
      /^(?:about|abt|regarding|concerning|mention|contain|with the)/.test(word),
    ) ?? leads.at(-1);
  const said = lead ? text.slice(lead.index + lead[0].length) : text;
  // "Where was it mentioned?" says it before.
  const after = said.trim() === '' ? text.replace(LEADS, ' ') : said;
  return withoutDates(after.replace(TIME, ' '))
    .replace(NOISE, ' ')
    .replace(/\b(?:the|a|an)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Dates say when, not what. */
function withoutDates(text: string): string {
  const word = /\b(?:in|on|since|from|until|before|after) (?=\S)/g;
  for (const match of text.matchAll(word)) {
    const start = match.index + match[0].length;
    const found = dateAtStart(text.slice(start), { today: '2000-01-01', ahead: false });
    if (found) return text.slice(0, match.index) + text.slice(start + found.length);
  }
  return text;
}
