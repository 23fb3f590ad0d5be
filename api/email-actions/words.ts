import { formatInstant } from '../../domain/dates/format-instant';
import { hindiInstant } from '../../domain/dates/hindi';
import type { Language } from '../../domain/languages';
import type { LinkView } from '../../modules/mail/link-state';
import { english, type PageWords } from './words-en';
import { hindi } from './words-hi';

const WORDS: Record<Language, PageWords> = { en: english, hi: hindi };

/** The language somebody has chosen for the app is that of their links' pages too; who has chosen none reads English. */
export const languageOf = (link: LinkView | null): Language => link?.approverLanguage ?? 'en';

/** The words in the language of whom a link is for. */
export const wordsOf = (link: LinkView | null): PageWords => WORDS[languageOf(link)];

/** An instant in the language and the zone of whom a link is for. */
export function sayInstant(link: LinkView, at: Date): string {
  return languageOf(link) === 'hi' ? hindiInstant(at, link.zone) : formatInstant(at, link.zone);
}
