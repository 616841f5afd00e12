import { fetchDetails, type Details } from './fetch-details';
import { readAhead } from './read-ahead';
import type { Run } from './run-state';

export interface HistoryPage {
  /** Of the page after this one; absent on the last. */
  next_token: string | undefined;
  /** Asked for while the next pages are listed; null if the run halted first. */
  details: Promise<Details | null>;
}

/**
 * Pages that may be listed before the oldest of them is done. Their times come only with the
 * details, so that as many may be listed in vain after the last one of the window.
 */
const LOOK_AHEAD_PAGES = 3;

/**
 * The pages of one workgroup from a token on, each with its details on the way. Ends early, without
 * an error, when the run halts. Leaving the loop ends the listing and waits for the calls under way.
 */
export async function* listPages(
  run: Run,
  workgroup: string,
  first_token: string | undefined,
): AsyncGenerator<HistoryPage> {
  let left = false;
  const under_way = new Set<Promise<Details | null>>();
  const halted = (): boolean => left || run.halted();

  function fetching(ids: readonly string[]): Promise<Details | null> {
    const details = fetchDetails(run, ids, halted).finally(() => under_way.delete(details));
    details.catch(() => undefined); // read later, in order
    under_way.add(details);
    return details;
  }

  async function* list(): AsyncGenerator<HistoryPage> {
    let next_token = first_token;
    do {
      const page = await run.calls.listQueryExecutions(workgroup, next_token, halted);
      if (!page) return;
      next_token = page.next_token;
      yield { next_token, details: fetching(page.items) };
    } while (next_token !== undefined);
  }

  try {
    yield* readAhead(list(), LOOK_AHEAD_PAGES, () => (left = true));
  } finally {
    await Promise.allSettled(under_way);
  }
}
