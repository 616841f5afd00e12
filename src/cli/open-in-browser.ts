import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The system's own way to open a file, by platform. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['explorer.exe'],
};

/** Hands the file to the browser and does not wait for it. Where there is none, it says so. */
export function openInBrowser(file: string): Promise<void> {
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  return new Promise((done) => {
    const child = spawn(program, [...args, resolve(file)], { detached: true, stdio: 'ignore' });
    child.once('error', () => {
      process.stderr.write(`No browser was found (${program}); open ${file} yourself.\n`);
      done();
    });
    child.once('spawn', () => {
      child.unref();
      done();
    });
  });
}
