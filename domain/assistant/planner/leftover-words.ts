import type { ToolDefinition } from '../tool';
import { GRAMMAR } from './grammar';
import { DIMENSION_WORDS } from './groupings';
import { CATEGORY_WORDS, KIND_WORDS, ROLE_WORDS, STAGE_WORDS, STATUS_WORDS } from './meanings';
import { takes, type Slots } from './slots';
import { EVERYDAY, wordsIn } from './vocabulary';

/** Something that a question says and that its calls do not keep. */
export interface Unread {
  /** The words of it, plain. */
  said: string;
  /** Whether what the calls tell would be of another question, not of a wider one. */
  isOther: boolean;
}

/**
 * Everyday words that say what is asked for, and are no filling between others: left over, they are named.
 */
const MEAN_SOMETHING = new Set(
  `cash bank debt delay deadline contact country email grow growth growing loan gross net fund funds paid payable
  price password problem issue calendar ticket tax weather joke capital world salary token rights history performance perform
  performed forecast graph chart weekend weekday festival occasion morning afternoon evening night happy room desk board
  collected collection creditor creditors subtotal quotation quote effort efforts burn burned lapse encash expire expires
  different difference difficult equal positive slow slower slowest fast faster fastest quick quickly duration early earlier
  percent mumbai bengaluru bangalore london delhi pune chennai hyderabad kolkata rate oldest newest boss supervisor overdue why hold ranking structure hierarchy cheapest missing stuck lost won sold live planned`.split(
    /\s+/,
  ),
);

/** Words of a question in the plain singular that fill it, beside the everyday ones. */
const FILL = new Set(
  `wise so far till date ever made done thing stuff data detail info please kindly overview summary report reporting
  status figure breakdown split list role everything anything something someone compare compared comparison versus between
  happen happened currently actual actually day time period entry record item piece bit lot whole entire complete full
  company organisation organization business people person employee colleague staff team everyone everybody anyone anybody
  house office today yesterday tomorrow now recent recently latest ago chart graph plot pull generate download export print
  extract produce calculate compute prepare visualise visualize table rupee inr rs currency amount value total sum
  number count worth money size biggest largest highest top lowest smallest least most best worst maximum max min minimum rank
  sorted sort order ordered dashboard doing perform performance grouped counted change calendar
  jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november december`.split(
    /\s+/,
  ),
);

/** Words of a tool that its cues have no need of. */
const ALSO: Record<string, string[]> = {
  incentives: ['paid', 'earned', 'receive', 'received', 'rep', 'seller', 'salesperson'],
  leave_requests: ['next'],
  receivables: ['invoice'],
  projects: ['client', 'customer', 'manager'],
  // The oldest stands first there.
  approvals_waiting: ['undecided', 'oldest', 'longest'],
  who_is_out: ['holiday'],
  budget_use: ['utilisation', 'utilization', 'utilised', 'used'],
};

/** What is read as a place of work, once. */
const PLACES = ['location', 'place', 'city', 'office'];

const vocabulary = new Map<string, Set<string>>();

/** The words that a tool is asked for with, and those of what it takes. */
function wordsOf(definition: ToolDefinition): Set<string> {
  const kept = vocabulary.get(definition.name);
  if (kept) return kept;
  const cues = GRAMMAR.filter(({ tool }) => tool === definition.name).flatMap((intent) => [
    ...intent.cues.flatMap(([words, weight]) => (weight > 0 ? [words.source] : [])),
    ...(intent.needs ? [intent.needs.source] : []),
  ]);
  const sources = (meanings: [string, RegExp][] | undefined) =>
    (meanings ?? []).map(([, words]) => words.source);
  const taken = [
    ...(takes(definition, 'status') ? sources(STATUS_WORDS[definition.name]) : []),
    ...(takes(definition, 'category') ? sources(CATEGORY_WORDS) : []),
    ...(takes(definition, 'kind') ? sources(KIND_WORDS) : []),
    ...(takes(definition, 'stage') ? sources(STAGE_WORDS) : []),
    ...(takes(definition, 'role') ? sources(ROLE_WORDS) : []),
    ...(takes(definition, 'groupBy') ? DIMENSION_WORDS : []),
    ...(takes(definition, 'department') ? ['department'] : []),
    ...(takes(definition, 'location') ? PLACES : []),
  ];
  const words = new Set([...wordsIn([...cues, ...taken]), ...(ALSO[definition.name] ?? [])]);
  vocabulary.set(definition.name, words);
  return words;
}

/** The words of a text that a call of a tool was not read from; those side by side are named together. */
export function leftoverWords(text: string, definition: ToolDefinition, slots: Slots): Unread[] {
  const own = wordsOf(definition);
  const isLeft = (word: string) =>
    word.length > 2 &&
    !word.startsWith('@') &&
    !own.has(word) &&
    !FILL.has(word) &&
    !slots.typeWords.has(word) &&
    (MEAN_SOMETHING.has(word) || !EVERYDAY.has(word));
  const groups: string[][] = [];
  let isOpen = false;
  for (const word of text.split(' ')) {
    if (!isLeft(word)) isOpen = false;
    else if (isOpen) groups.at(-1)?.push(word);
    else {
      groups.push([word]);
      isOpen = true;
    }
  }
  return groups.map((words) => ({ said: words.join(' '), isOther: false }));
}
