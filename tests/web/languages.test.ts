import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bestLanguage } from '../../domain/languages';
import { PLURALS } from '../../web/lib/i18n/en';
import { hindi } from '../../web/lib/i18n/hi';
import { names } from '../../web/lib/i18n/hi-names';

const messages = Object.entries(hindi) as [string, string][];
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
const FORM = /_(one|other)$/;

test('every message has the same holes in both languages', () => {
  const differing = messages.filter(([english, text]) => {
    const said = (PLURALS as Record<string, string>)[english] ?? english;
    return holes(said).join() !== holes(text).join();
  });
  expect(differing).toEqual([]);
});

test('what depends on a number has every form, in both', () => {
  const forms = messages.map(([key]) => key).filter((key) => FORM.test(key));
  expect(Object.keys(PLURALS).sort()).toEqual([...forms].sort());
  const bases = new Set(forms.map((key) => key.replace(FORM, '')));
  for (const base of bases)
    for (const form of new Intl.PluralRules('hi').resolvedOptions().pluralCategories)
      expect(forms).toContain(`${base}_${form}`);
});

test('nothing is left in English, and nothing is empty', () => {
  const latin = messages.filter(([, text]) => !/[ऀ-ॿ]/.test(text.replace(/\{\{\w+\}\}/g, '')));
  expect(latin).toEqual([]);
});

/** Every string of the web app's sources, wherever it stands. */
function sources(folder = join(__dirname, '..', '..', 'web')): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('i18n'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

test('no message is kept that nobody says, but for the names that the server gives', () => {
  const said = sources();
  const unused = messages
    .map(([key]) => key.replace(FORM, ''))
    .filter((key) => !(key in names) && !said.includes(`'${key}'`) && !said.includes(`"${key}"`));
  expect(unused).toEqual([]);
});

test.each([
  [['hi-IN', 'en'], 'hi'],
  [['fr', 'hi', 'en'], 'hi'],
  [['EN-gb', 'hi'], 'en'],
  [['ta', 'fr'], 'en'],
  [[], 'en'],
])('of the languages %j it is %s', (wanted, expected) => {
  expect(bestLanguage(wanted)).toBe(expected);
});
