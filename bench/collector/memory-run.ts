/** Collects from a stand-in and prints the peak of its own memory: `ENDPOINT QUERIES`. */
import { NO_QUOTAS } from '../../src/history/quotas';
import { memoryFiles } from '../../tests/memory/memory-files';
import { collectFrom } from './collect';

const [endpoint = '', queries] = process.argv.slice(2);
/** What is written leaves the process, as with a bucket. */
const files = { ...memoryFiles(), write: () => Promise.resolve() };

collectFrom(endpoint, files, NO_QUOTAS).then(
  ({ counts }) => {
    if (counts.queries !== Number(queries))
      throw new Error(`${counts.queries} of ${queries} queries`);
    console.log(process.resourceUsage().maxRSS / 1024);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
