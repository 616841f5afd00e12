import { historyFolderDay, near, type HistoryLine, type Organization } from './organization';

/** A history line with the day that it belongs to. */
export interface HistoryOfDay {
  line: HistoryLine;
  day: string;
  folder_day: string;
}

const TERMINAL = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

/** True once a query cannot change any more. */
export const isTerminal = (line: HistoryLine): boolean => TERMINAL.includes(line.state ?? '');

/** The day of its submission, unless that is absurdly far from the folder. */
function dayOfLine(line: HistoryLine, folder_day: string): string {
  const day = line.submitted_at?.slice(0, 10) ?? folder_day;
  return near(day, folder_day, 1, 1) ? day : folder_day;
}

function isBetter(line: HistoryLine, than: HistoryLine): boolean {
  if (isTerminal(line) !== isTerminal(than)) return isTerminal(line);
  return line.collected_at > than.collected_at;
}

/** Every line in the folders of the day before, the day and the day after. */
export const linesAround = (org: Organization, day: string): HistoryOfDay[] =>
  org.history.flatMap(({ key, rows }) => {
    const folder_day = historyFolderDay(key);
    if (!near(folder_day, day, 1, 1)) return [];
    return rows.map((line) => ({ line, folder_day, day: dayOfLine(line, folder_day) }));
  });

/** One line for each query of the day, by query id. */
export function historyOf(org: Organization, day: string): Map<string, HistoryLine> {
  const kept = new Map<string, HistoryLine>();
  for (const { line } of linesAround(org, day).filter((found) => found.day === day)) {
    const other = kept.get(line.query_execution_id);
    if (!other || isBetter(line, other)) kept.set(line.query_execution_id, line);
  }
  return kept;
}
