import { windowStart } from '../core/window';
import type { WorkgroupPass } from './cursor';
import type { Details } from './fetch-details';
import { submittedMs } from './row';
import type { Run } from './run-state';

const STOP_AFTER_PAGES = 3;
const STOP_MARGIN_MS = 3_600_000;

/**
 * True when the listing has left the window behind. Newest first is what ListQueryExecutions is seen
 * to do, but nothing documents it: one older query proves nothing, so several whole pages in a row
 * must lie before the window, and by a margin. An empty page says nothing either way.
 */
export function isPastWindow(run: Run, pass: WorkgroupPass, details: Details): boolean {
  const { stop_margin_ms = STOP_MARGIN_MS, stop_after_pages = STOP_AFTER_PAGES } = run.options;
  const edge = windowStart(run.state.window) - stop_margin_ms;
  const whole = details.unprocessed.length === 0;
  if (details.executions.length > 0 || !whole) {
    const old = whole && details.executions.every((execution) => submittedMs(execution) < edge);
    pass.old_pages = old ? pass.old_pages + 1 : 0;
  }
  return pass.old_pages >= stop_after_pages;
}
