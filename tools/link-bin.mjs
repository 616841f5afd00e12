/**
 * Makes `npx athena-ledger` work in a checkout: npm links the programs of dependencies into
 * node_modules/.bin, but not the project's own.
 */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join('node_modules', '.bin');
const link = join(folder, 'athena-ledger');
mkdirSync(folder, { recursive: true });
rmSync(link, { force: true });
if (process.platform === 'win32') {
  writeFileSync(`${link}.cmd`, '@node "%~dp0\\..\\..\\bin\\athena-ledger.js" %*\r\n');
} else {
  symlinkSync(join('..', '..', 'bin', 'athena-ledger.js'), link);
}
