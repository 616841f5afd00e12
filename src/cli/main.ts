import { Command } from 'commander';
import { LedgerError, messageOf } from '../core/errors';
import { addressesCommand } from './addresses';
import { backfillCommand } from './backfill';
import { buildCommand } from './build';
import { collectCommand } from './collect';
import { compactCommand } from './compact';
import { demoCommand } from './demo';
import { doctorCommand } from './doctor';
import { exportCommand } from './export';
import { ledgerCommand } from './ledger';
import { queryCommand } from './query';
import { reportCommand } from './report';

const program = new Command('athena-ledger')
  .description(
    'Every Amazon Athena query of an organization: who ran it, what it scanned, ' +
      'what it cost, and proof that none is missing.',
  )
  .configureHelp({ helpWidth: 80, showGlobalOptions: true })
  .configureOutput({
    outputError: (text, write) => {
      const line = text
        .replace(/^error: /, '')
        .trim()
        .replaceAll(/\s*\n\s*/g, ' ');
      write(`athena-ledger: ${line} (--help shows options and examples)\n`);
    },
  })
  .exitOverride()
  .addHelpText(
    'after',
    `
Start here:
  $ athena-ledger demo            # a made-up organization, 14 days
  $ athena-ledger query --lake athena-ledger-demo @top-users

Results go to standard output, progress to standard error.
Exit status: 0 done, 1 failed, 2 wrong usage.`,
  );

const COMMANDS = [
  demoCommand,
  buildCommand,
  collectCommand,
  backfillCommand,
  compactCommand,
  queryCommand,
  ledgerCommand,
  reportCommand,
  exportCommand,
  addressesCommand,
  doctorCommand,
];
for (const command of COMMANDS) {
  program.addCommand(command().copyInheritedSettings(program));
}

/** Commander's own errors carry an exit code of 1 for wrong usage; ours is 2. */
function exitCodeOf(error: unknown): number {
  if (error instanceof LedgerError) return error.exitCode;
  if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? 0 : 2;
  return 1;
}

/** A reader that closed its end (`| head`) has seen enough: no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

program.parseAsync().then(
  () => undefined,
  (error: unknown) => {
    process.exitCode = exitCodeOf(error);
    const isCommanders =
      error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
    if (!isCommanders) process.stderr.write(`athena-ledger: ${describe(error)}\n`);
  },
);

/** One line for what we know, the stack for what we do not. */
function describe(error: unknown): string {
  if (error instanceof LedgerError) return error.message.replaceAll('\n', ' ');
  if (error instanceof Error && 'code' in error && 'path' in error) {
    return `${String(error.path)}: ${fileTrouble(String(error.code))}`;
  }
  return process.env['DEBUG'] && error instanceof Error
    ? (error.stack ?? error.message)
    : messageOf(error);
}

function fileTrouble(code: string): string {
  const words: Record<string, string> = {
    ENOENT: 'no folder can be made there; choose another one.',
    EACCES: 'permission denied; choose a folder that you may write to.',
    EROFS: 'the disk is read-only; choose another folder.',
    ENOSPC: 'the disk is full; make room and run the command again.',
    ENOTDIR: 'a file is where a folder is needed; choose another folder.',
    EEXIST: 'a file is where a folder is needed; choose another folder.',
    EISDIR: 'a folder is where a file is needed; choose another name.',
  };
  return words[code] ?? `cannot be used (${code}).`;
}
