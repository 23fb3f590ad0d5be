import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOOL_DEFINITIONS } from '../../domain/assistant/tools/definitions';
import { bestLanguage } from '../../domain/languages';
import { PLURALS } from '../../web/lib/i18n/en';
import { hindi } from '../../web/lib/i18n/hi';
import { answers } from '../../web/lib/i18n/hi-assistant';
import { figures } from '../../web/lib/i18n/hi-figures';
import { refusals } from '../../web/lib/i18n/hi-forms';
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

/** Every string of some folders' sources, wherever it stands. */
function sources(...folders: string[]): string {
  const root = join(__dirname, '..', '..');
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file) && !file.includes('i18n'))
        .map((file) => readFileSync(join(root, folder, file), 'utf8')),
    )
    .join('\n');
}

const notIn = (said: string) => (key: string) =>
  !said.includes(`'${key}'`) && !said.includes(`"${key}"`);

test('no message is kept that nobody says, but for the names that the server gives', () => {
  const unused = messages
    .map(([key]) => key.replace(FORM, ''))
    .filter(
      (key) => !(key in names) && !(key in refusals) && !(key in figures) && !(key in answers),
    )
    .filter(notIn(sources('web', 'approvals')));
  expect(unused).toEqual([]);
});

test('what comes from elsewhere is known by the words that are used there', () => {
  const said = sources('web', 'approvals', 'domain', 'modules', 'api');
  const known = [refusals, figures, answers].flatMap((part) => Object.keys(part));
  expect(known.filter(notIn(said))).toEqual([]);
});

test('the assistant names what it looks up, its columns and what to ask next in Hindi', () => {
  const columns = [
    ...sources('modules').matchAll(/\b(?:column|summed)\('\w+', '([^']+)'/g),
    ...sources('modules').matchAll(/^ {2}'?[\w-]+'?: \[\s*'([A-Z][^']+)',/gm),
  ].map(([, label]) => label ?? '');
  const said = TOOL_DEFINITIONS.flatMap(({ title, example }) => [title, example]);
  expect(columns.length).toBeGreaterThan(60);
  expect([...columns, ...said].filter((text) => !(text in hindi))).toEqual([]);
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
