/** `node tools/run.mjs bench/collector/index.ts`: only the collector's measurements. */
import { benchCollector } from './bench-collector';

benchCollector().then(
  (rows) => {
    console.table(rows);
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
