// npm run eval: asks the assistant the questions of tests/eval, and prints how right it was for each person.
// With OPENAI_API_KEY or OPENAI_BASE_URL set, the model that OPENAI_MODEL names is asked as well.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root } from './bootstrap.mjs';

prepare();
const { build } = await import('./build.mjs');
await build({ web: false });
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(process.execPath, [jest, 'tests/eval', '--silent'], {
  ...{ cwd: root, stdio: 'inherit' },
  env: { ...process.env, NETRA_EVAL_MODEL: '1' },
});
console.log(readFileSync(join(root, 'node_modules', '.cache', 'netra-eval', 'report.txt'), 'utf8'));
process.exit(status ?? 1);
