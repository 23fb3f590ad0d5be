// npm run reset [-- --yes]: deletes everything embedded, after asking.
import { build } from './build.mjs';
import { fail, prepare } from './bootstrap.mjs';

prepare();
await build({ web: false }).catch((error) => fail(error.message));
const { reset } = await import('../dist/dev/supervisor/reset.js');
await reset({ yes: process.argv.includes('--yes') });
