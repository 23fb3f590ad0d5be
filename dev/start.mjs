// npm start: the whole of NETRA on this machine.
import { build } from './build.mjs';
import { fail, prepare } from './bootstrap.mjs';

prepare();
await build().catch((error) => fail(error.message));
const { supervise } = await import('../dist/dev/supervisor/main.js');
await supervise();
