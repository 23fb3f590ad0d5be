import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { startApp, type Environment, type RunningApp } from './app';
import { closePages, launchBrowser, openAs } from './browser';
import type { Persona } from './company';
import { personasOf, type Personas } from './personas';

/** A NETRA with the demo company, a browser that looks at it, and who is in it: there from the set-up to the last test. */
interface BrowserSuite {
  readonly app: RunningApp;
  readonly browser: Browser;
  /** The personas at the API, past the browser. */
  readonly people: Personas;
  /** The application's database as its owner, for what no page does. */
  readonly db: pg.Pool;
  /** Signs a person in and opens a page for them, in a browser context of its own; a `script` runs before the page's own. */
  open: (persona: Persona, path?: string, script?: string) => Promise<Page>;
}

/**
 * Sets a suite of the browser up: the app and the browser start before its tests and stop after them, and what a test has
 * opened is closed when it ends. A `beforeAll` of the suite that stands below the call finds all of it there.
 * @param options.worker false leaves the worker out
 * @param options.env variables set on top of a test's; a function is asked once the hooks above the call have run
 * @param options.notices whether the system's notices are shown
 * @param options.startingMs how long the start may take, where that is not as long as a test may
 */
export function browserSuite(
  options: {
    worker?: boolean;
    env?: Environment | (() => Environment);
    notices?: boolean;
    startingMs?: number;
  } = {},
): BrowserSuite {
  let app: RunningApp | undefined;
  let browser: Browser | undefined;
  let people: Personas | undefined;
  let db: pg.Pool | undefined;

  beforeAll(async () => {
    const { worker, env, notices } = options;
    app = await startApp({ demo: true, worker, env: typeof env === 'function' ? env() : env });
    people = personasOf(app);
    browser = await launchBrowser({ notices });
  }, options.startingMs);

  afterAll(async () => {
    await browser?.close();
    await db?.end();
    await app?.stop();
  });

  afterEach(async () => {
    if (browser) await closePages(browser);
  });

  const suite: BrowserSuite = {
    get app() {
      return started(app);
    },
    get browser() {
      return started(browser);
    },
    get people() {
      return started(people);
    },
    get db() {
      db ??= new pg.Pool({ connectionString: suite.app.environment.DATABASE_URL, max: 2 });
      return db;
    },
    open: (persona, path, script) =>
      openAs({ app: suite.app, browser: suite.browser, script }, persona, path),
  };
  return suite;
}

function started<T>(part: T | undefined): T {
  if (!part) throw new Error('The suite has not started: the first failure says why');
  return part;
}
