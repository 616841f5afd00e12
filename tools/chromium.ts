/** The system's Chromium, without a window; CHROMIUM names another one than /usr/bin/chromium. */
import { chromium, type Browser } from 'playwright-core';

/** Without the last five it asks its maker's servers at every start. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ARGUMENTS,
  });
