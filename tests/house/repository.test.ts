import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');

function trackedFiles(): string[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean);
}

describe('the lockfile', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }>;
  };

  test('has an entry for every optional part of every package, so that npm ci works everywhere', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {})
        .filter((name) => !found(path, name))
        .map((name) => `${path || 'the project'} wants ${name}`),
    );
    expect(missing).toEqual([]);
  });

  /** Where Node would look: beside the package, then in every node_modules above. */
  function found(path: string, name: string): boolean {
    for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
      if (`${at ? `${at}/` : ''}node_modules/${name}` in lock.packages) return true;
      if (!at) return false;
    }
  }

  test('pins the versions of the project exactly', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});

test('no tracked file names a package registry or a place on one machine', () => {
  // Spelled in pieces, or this file would name them itself.
  const told = [
    ['registry', new RegExp(['npmjs', 'org'].join('\\.'))],
    ['registry', new RegExp(['pypi', 'org'].join('\\.'))],
    ['registry', new RegExp(['pythonhosted', 'org'].join('\\.'))],
    ['path', new RegExp(`(?<![\\w.])/${['work', 'main'].join('/')}`)],
    ['path', new RegExp(`(?<![\\w.])/${['work', 'shared'].join('/')}`)],
    ['path', /(?<![\w.-])\/(home|Users)\/\w/],
  ] as const;
  const named = trackedFiles()
    .filter((file) => /\.(m?[jt]sx?|cjs|json|md|ya?ml|txt|sh|css|html)$|^\.|run$|file$/i.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return told.filter(([, words]) => words.test(text)).map(([kind]) => `${file}: ${kind}`);
    });
  expect(named).toEqual([]);
});

describe('the import rules', () => {
  const planted = {
    domain: ["import { readFileSync } from 'node:fs';", 'export const a = readFileSync;'],
    'modules/x': ["import { b } from '../../api/y';", 'export const a = b;'],
    workflows: ["import { b } from '../modules/y';", 'export const a = b;'],
    web: ["import { b } from '../platform/y';", 'export const a = b;'],
    'modules/z': ["import { b } from '../assistant/tools/y';", 'export const a = b;'],
    'api/z': ["import { b } from '../../platform/database/scoped-reader';", 'export const a = b;'],
  };

  const TARGETS = [
    ...['api/y', 'modules/y', 'platform/y'],
    ...['modules/assistant/tools/y', 'platform/database/scoped-reader'],
  ];

  test.each(Object.keys(planted) as (keyof typeof planted)[])(
    'refuse a planted import in %s',
    (folder) => {
      const copy = mkdtempSync(join(tmpdir(), 'netra-rules-'));
      const write = (path: string, text: string) => {
        mkdirSync(dirname(join(copy, path)), { recursive: true });
        writeFileSync(join(copy, path), text);
      };
      try {
        for (const target of TARGETS) {
          write(`${target}.ts`, 'export const b = 1;');
        }
        write(`${folder}/planted.ts`, planted[folder].join('\n'));
        write('tsconfig.json', '{ "compilerOptions": { "module": "node20" } }');
        const config = join(root, '.dependency-cruiser.cjs');
        const ruled = spawnSync(
          process.execPath,
          [
            join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
            ...['--config', config, folder.split('/')[0] ?? folder],
          ],
          { cwd: copy, encoding: 'utf8' },
        );
        expect(ruled.stdout).toContain(`${folder}/planted.ts`);
        expect(ruled.stdout).toMatch(/error .*planted/);
        expect(ruled.status).not.toBe(0);
      } finally {
        rmSync(copy, { recursive: true, force: true });
      }
    },
  );
});
