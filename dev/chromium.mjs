// The browser that the browser tests drive.
import { existsSync } from 'node:fs';
import { installPackages, programPath } from './debian.mjs';

// Chromium without its own windows: it does the same for half of the processor time.
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell'];
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of Chromium, its headless shell where there is one; installed when this is a Debian-like machine and we are root; else throws. */
export function chromiumPath() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH: there is no ${named}`);
  }
  const found = findShell() ?? installShell() ?? findBrowser() ?? installBrowser();
  if (found) return found;
  throw new Error('The browser tests need Chromium or Chrome: install it, or set CHROMIUM_PATH.');
}

const firstOf = (names) => names.map(programPath).find(Boolean);

const findShell = () => firstOf(SHELLS);

function findBrowser() {
  return firstOf(BROWSERS) ?? PLACES.find((path) => existsSync(path));
}

function installShell() {
  installPackages('Chromium’s headless shell', ['chromium-headless-shell', 'fonts-dejavu-core']);
  return findShell();
}

function installBrowser() {
  installPackages('Chromium', ['chromium', 'fonts-dejavu-core']);
  return findBrowser();
}
