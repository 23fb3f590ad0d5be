/** The path of Chromium for what a page shows: its headless shell where there is one. */
export function chromiumPath(): string;
/** The path of the whole Chromium, installed when this is a Debian-like machine and we are root; else throws. */
export function windowedChromiumPath(): string;
/** Has what the browser tests drive installed, as far as it is missing and can be. */
export function prepareChromium(): void;
