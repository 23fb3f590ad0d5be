import { createContext, useContext } from 'react';
import type { MailLanguage } from '../../../domain/mail/settings';
import type { MailWords } from './words';
import { english } from './words-en';
import { hindi } from './words-hi';

/** How every mail looks, whatever it says. */
export interface MailBrand {
  language: MailLanguage;
  /** Under every mail; empty for none. */
  signature: string;
  /** Address of the picture on top, or null for the name. */
  logo: string | null;
}

/** A mail nobody has changed anything about. */
export const PLAIN_BRAND: MailBrand = { language: 'en', signature: '', logo: null };

/** Set around a mail when it is rendered, so that no template has to hand it on. */
export const BrandContext = createContext<MailBrand>(PLAIN_BRAND);

/** The look of the mail that is being rendered. */
export function useBrand(): MailBrand {
  return useContext(BrandContext);
}

/** The fixed strings of the mail that is being rendered. */
export function useWords(): MailWords {
  return wordsIn(useBrand().language);
}

const catalogue: Record<MailLanguage, MailWords> = { en: english, hi: hindi };

/** The fixed strings in a language. */
export function wordsIn(language: MailLanguage): MailWords {
  return catalogue[language];
}
