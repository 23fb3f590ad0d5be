/** The languages of the app: what each calls itself, by the code browsers and `lang` know it by. */
export const LANGUAGE_NAMES = { en: 'English', hi: 'हिन्दी' } as const;
/** @see LANGUAGE_NAMES */
export type Language = keyof typeof LANGUAGE_NAMES;
/** @see LANGUAGE_NAMES */
export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as [Language, ...Language[]];

/** The first of somebody's languages that there is here, whatever its country; English when there is none. */
export function bestLanguage(wanted: readonly string[]): Language {
  const plain = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  const known = plain.find((tag): tag is Language =>
    LANGUAGES.some((language) => language === tag),
  );
  return known ?? 'en';
}
