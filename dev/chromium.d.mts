/** The path of Chromium, installed when this is a Debian-like machine and we are root; else throws. */
export function chromiumPath(): string;
