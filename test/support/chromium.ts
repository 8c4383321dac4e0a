import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where the browser is: MERIDIAN_CHROMIUM, else where distributions put it; undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env['MERIDIAN_CHROMIUM'];
  return [...(named === undefined ? [] : [named]), ...places].find((place) => existsSync(place));
}

/** For the `skip` option of a test: false where there is a browser, else the reason that is printed. */
export function skipWithoutChromium(): string | false {
  return findChromium() === undefined
    ? 'no Chromium: install it (apt-get install chromium) or name it in MERIDIAN_CHROMIUM'
    : false;
}

/** A browser without a window that calls nobody of its own accord. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(String(skipWithoutChromium()));
  return await chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
