// The browser that the browser tests drive.
import { existsSync } from 'node:fs';
import { installPackages, programPath } from './debian.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of Chromium, installed when this is a Debian-like machine and we are root; else throws. */
export function chromiumPath() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH: there is no ${named}`);
  }
  const found = find() ?? install();
  if (found) return found;
  throw new Error('The browser tests need Chromium or Chrome: install it, or set CHROMIUM_PATH.');
}

function find() {
  for (const name of NAMES) {
    const path = programPath(name);
    if (path) return path;
  }
  return PLACES.find((path) => existsSync(path));
}

function install() {
  installPackages('Chromium', ['chromium', 'fonts-dejavu-core']);
  return find();
}
