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

/** The path of Chromium for what a page shows: its headless shell where there is one. @throws as {@link windowedChromiumPath} */
export function chromiumPath() {
  return named() ?? firstOf(SHELLS) ?? windowedChromiumPath();
}

/**
 * The path of the whole Chromium, for what the shell leaves out: notices of the system.
 * It is installed when there is none, this is a Debian-like machine and we are root; else throws.
 */
export function windowedChromiumPath() {
  const found = named() ?? find() ?? install();
  if (found) return found;
  throw new Error('The browser tests need Chromium or Chrome: install it, or set CHROMIUM_PATH.');
}

/** Has what the browser tests drive installed, as far as it is missing and can be. @throws as {@link windowedChromiumPath} */
export function prepareChromium() {
  windowedChromiumPath();
  if (named() || firstOf(SHELLS)) return;
  installPackages('Chromium’s headless shell', ['chromium-headless-shell']);
}

function named() {
  const path = process.env.CHROMIUM_PATH;
  if (path && !existsSync(path)) throw new Error(`CHROMIUM_PATH: there is no ${path}`);
  return path || undefined;
}

const firstOf = (names) => names.map(programPath).find(Boolean);

function find() {
  return firstOf(BROWSERS) ?? PLACES.find((path) => existsSync(path));
}

function install() {
  installPackages('Chromium', ['chromium', 'fonts-dejavu-core']);
  return find();
}
