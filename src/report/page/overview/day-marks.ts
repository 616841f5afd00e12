/** What the ledger says of the days: which are provisional, incomplete or not built at all. */
import { daysOf, each, type Selection } from '../data/select';

export interface DayMark {
  day: string;
  sign: string;
  kind: string;
  words: string;
}

const INCOMPLETE = 'incomplete: see Completeness';
const PROVISIONAL = 'provisional: built while more could come';
const NOT_BUILT = 'not built';

export function dayMarks(selection: Selection): DayMark[] {
  const days = selection.data.figure('days');
  const found = new Map<string, DayMark>();
  const mark = (day: string, sign: string, kind: string): void => {
    found.set(day, { day, sign, kind, words: `${day}: ${kind}` });
  };
  for (const day of daysOf(selection)) mark(day, '×', NOT_BUILT);
  each({ ...selection, filter: {} }, days, (row) => {
    const day = days.text('day', row) ?? '';
    found.delete(day);
    const lost = (['silent', 'unidentified', 'unreadable', 'running'] as const).some(
      (name) => (days.number(name, row) ?? 0) > 0,
    );
    if (lost) mark(day, '!', INCOMPLETE);
    else if (days.flag('is_provisional', row)) mark(day, '○', PROVISIONAL);
  });
  return [...found.values()];
}
