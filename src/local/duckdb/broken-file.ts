import { StatementFailed, UnreadableFile, messageOf } from '../../core/errors';

export interface BrokenFile {
  file: string;
  reason: string;
}

/** What DuckDB says of a file that it cannot read (the trail’s view says the third). */
const COMPLAINTS: readonly { pattern: RegExp; reason: (detail: string) => string }[] = [
  {
    pattern: /Malformed JSON in file "(?<file>[^"]+)"(?<detail>[^\n]*)/,
    reason: (detail) => `not valid JSON${detail.replace(/\.?\s*$/, '')}`,
  },
  {
    pattern: /JSON transform error in file "(?<file>[^"]+)"(?<detail>[^\n]*)/,
    reason: (detail) => `not in the expected form${detail.replace(/\.?\s*$/, '')}`,
  },
  {
    pattern: /No records in file "(?<file>[^"]+)"/,
    reason: () => 'not a log file of CloudTrail (it has no Records)',
  },
  { pattern: /Input is not a GZIP stream: (?<file>.+)/, reason: () => 'not a gzip file' },
];

/** The file that the error is about; null if it is about something else. */
export function brokenFile(error: unknown): BrokenFile | null {
  for (const { pattern, reason } of COMPLAINTS) {
    const groups = pattern.exec(messageOf(error))?.groups;
    if (groups?.['file']) return { file: groups['file'], reason: reason(groups['detail'] ?? '') };
  }
  return null;
}

/** DuckDB's error as one of ours, in one line. */
export function namedError(error: unknown): Error {
  const broken = brokenFile(error);
  if (broken) {
    return new UnreadableFile(
      `${broken.file}: ${broken.reason}. Copy the file again, or build with --skip-unreadable.`,
    );
  }
  const [line] = messageOf(error).split('\n');
  return new StatementFailed(`The statement failed: ${line ?? ''}`, false, { cause: error });
}
