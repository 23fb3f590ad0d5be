import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const root = join(__dirname, '..', '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.replaceAll('\\', '/')}`),
];

/** Text without code, in which a bracket is no link. */
const prose = (file: string) => read(file).replace(/```[\s\S]*?```|`[^`\n]*`/g, '');

test.each(pages)('%s leads only to what is there', (page) => {
  const targets = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const local = targets.filter((target) => !/^(\w+:|#)/.test(target));
  const broken = local.filter((target) => {
    const [file = ''] = target.split('#');
    return !existsSync(join(root, normalize(join(dirname(page), file))));
  });
  expect(broken).toEqual([]);
});

test.each(['README.md', 'docs/architecture.md'])(
  'the folders of %s are those of the project',
  (page) => {
    const named = [...read(page).matchAll(/^\| `([\w-]+)\/` /gm)].map(([, folder]) => folder);
    const there = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .filter((name) => !['node_modules', 'dist', 'coverage'].includes(name));
    const left = page === 'README.md' ? there : there.filter((name) => name !== 'docs');
    expect([...named].sort()).toEqual(left.sort());
  },
);

test.each(['definition', 'effects'])(
  'the worked example of the README is the kind that is tested: %s.ts',
  (name) => {
    const fixture = read(`tests/fixtures/software-licence/${name}.ts`);
    const there = fixture.replaceAll("'../../../", "'../../");
    expect(read('README.md')).toContain(`// approvals/software-licence/${name}.ts\n${there}`);
  },
);

test('decisions have numbers of their own, which their titles carry', () => {
  const files = pages.filter((page) => page.startsWith('docs/decisions/'));
  const numbers = files.map((file) => /\/(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]);
  expect(new Set(numbers).size).toBe(files.length);
  for (const [index, file] of files.entries()) {
    expect(read(file)).toMatch(new RegExp(`^# ${numbers[index]}:? `));
  }
});
