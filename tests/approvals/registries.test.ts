import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..', '..');

/** The registry of effects as it is, and as somebody might get it wrong. */
const VARIANTS: Record<string, (text: string) => string> = {
  untouched: (text) => text,
  missing: (text) => text.replace(/ +'expense-claim': .*\n/, ''),
  renamed: (text) => text.replace("'expense-claim':", "'expense-claims':"),
  swapped: (text) => text.replace('leave: leaveEffects', 'leave: expenseClaimEffects'),
};

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.Node20,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: ['node'],
  strict: true,
  skipLibCheck: true,
  experimentalDecorators: true,
  esModuleInterop: true,
  noEmit: true,
};

/** What the compiler says of each variant. One program holds them all, since reading the libraries takes the time. */
function complaints(): Record<string, string> {
  const host = ts.createCompilerHost(OPTIONS);
  const registry = host.readFile(join(root, 'approvals', 'effects.ts')) ?? '';
  const texts = new Map(
    Object.entries(VARIANTS).map(([name, change]) => [
      join(root, 'approvals', `effects-${name}.ts`).replaceAll('\\', '/'),
      change(registry),
    ]),
  );
  const fromDisk = host.getSourceFile.bind(host);
  const existsOnDisk = host.fileExists.bind(host);
  host.fileExists = (path) => texts.has(path) || existsOnDisk(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? fromDisk(path, language, ...rest)
      : ts.createSourceFile(path, text, language, true);
  };
  const program = ts.createProgram([...texts.keys()], OPTIONS, host);
  return Object.fromEntries(
    [...texts.keys()].map((path, index): [string, string] => [
      Object.keys(VARIANTS)[index]!,
      program
        .getSemanticDiagnostics(program.getSourceFile(path))
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
        .join('; '),
    ]),
  );
}

test('kinds without effects, effects without a kind and effects of another kind do not compile', () => {
  const told = complaints();
  expect(told.untouched).toBe('');
  expect(told.missing).toMatch(/'"expense-claim"' is missing/);
  expect(told.renamed).toContain("'expense-claims'");
  expect(told.swapped).toContain('not assignable');
}, 90_000);
