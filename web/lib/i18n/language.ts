import { createInstance } from 'i18next';
import { useSyncExternalStore } from 'react';
import { bestLanguage, type Language } from '../../../domain/languages';
import { PLURALS } from './en';
import type { Hindi } from './hi';

type Suffixed = `${string}_one` | `${string}_other`;
type Base<Key> = Key extends `${infer Text}_other` ? Text : never;

/**
 * What the app says, in English: a message is its own key. One that is not in every catalogue does not compile. Where
 * `count` decides about the form, the key is without its ending.
 */
export type Message = Exclude<keyof Hindi, Suffixed> | Base<keyof Hindi>;
/** What stands for the names in braces. */
type Values = Record<string, string | number>;

const KEPT = 'netra.language';
const instance = createInstance();

void instance.init({
  lng: 'en',
  fallbackLng: 'en',
  // Messages are their own keys, with whatever they are punctuated by.
  ...{ keySeparator: false, nsSeparator: false, contextSeparator: '\u0004' },
  resources: { en: { translation: PLURALS } },
  initAsync: false,
  // React escapes what it renders.
  interpolation: { escapeValue: false },
});

/** A message in the language of the app. Components take it from {@link useT}, which follows a change. */
export function translate(message: Message, values?: Values): string {
  return instance.t(message, values ?? {});
}

/** The language the app is in now. */
export const currentLanguage = (): Language => instance.language as Language;

/** Gives {@link translate}, and renders again when the language changes. */
export function useT(): typeof translate {
  useLanguage();
  return translate;
}

/** The language of the app, followed. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

function subscribe(listener: () => void): () => void {
  instance.on('languageChanged', listener);
  return () => instance.off('languageChanged', listener);
}

/** What is said in a word or two by the server, or by the name of a status: in the language if that is known here. */
export function translateIfKnown(text: string): string {
  return instance.exists(text) ? instance.t(text) : text;
}

/** Before anybody has signed in: the language this browser was last used in, else the one it asks for. */
export function startInLanguageOfBrowser(): Promise<void> {
  const kept = readKept();
  return load(bestLanguage(kept ? [kept] : navigator.languages));
}

/** Puts the app into a language, whose catalogue is loaded first; pages and screen readers hear of it. */
export async function switchLanguage(chosen: Language | null): Promise<void> {
  await load(chosen ?? bestLanguage(navigator.languages));
  keep(chosen);
}

async function load(language: Language): Promise<void> {
  if (language === 'hi' && !instance.hasResourceBundle('hi', 'translation')) {
    const { hindi } = await import('./hi');
    instance.addResourceBundle('hi', 'translation', hindi);
    await haveLetters();
  }
  await instance.changeLanguage(language);
  document.documentElement.lang = language;
}

/** What is painted before its letters are there stays boxes in some browsers. Without ours, the machine's own do. */
async function haveLetters(): Promise<void> {
  const weights = [400, 700].map((weight) =>
    document.fonts.load(`${weight} 16px "NETRA Devanagari"`, 'अ'),
  );
  await Promise.all(weights).catch(() => undefined);
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** So that the sign-in page is in the language of who signed out. */
function keep(chosen: Language | null): void {
  try {
    if (chosen === null) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, chosen);
  } catch {
    // Without a store the next sign-in page is in the browser's language.
  }
}
