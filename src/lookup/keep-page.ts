import { dayOf } from '../core/days';
import { windowEnd, windowStart } from '../core/window';
import { LATE } from './log-files';
import { readRecord, type EventRecord } from './record';
import { noteProblem, type LookupRun } from './run-state';

/** Another service may have an action of the same name; the API takes one attribute only. */
const isAthena = ({ event_source }: EventRecord): boolean =>
  event_source === 'athena.amazonaws.com';

/** The series that a record is filed in; null if it lies outside what was asked for. */
function seriesOf({ state }: LookupRun, { at }: EventRecord): string | null {
  const { window, range, totals } = state;
  if (Number.isNaN(at)) {
    totals.undated += 1; // the submissions stage counts it, too
    return window.to;
  }
  if (at < Date.parse(range.from) || at >= windowEnd(window)) return null;
  if (at >= windowStart(window)) return dayOf(new Date(at));
  totals.late += 1;
  return LATE;
}

/** Files the records of a page, in their order. */
export async function keepPage(run: LookupRun, page: readonly string[]): Promise<void> {
  const { totals } = run.state;
  for (const text of page) {
    const record = readRecord(text);
    if (!record) {
      totals.unreadable += 1;
      noteProblem(run, 'lookup.unreadable', 'an event without a record that can be read');
    } else if (!isAthena(record)) totals.other_services += 1;
    else {
      const series = seriesOf(run, record);
      if (series !== null) await run.logs.append(series, record.text);
    }
  }
}
