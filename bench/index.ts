/** `npm run bench [-- collector|build|compact|report|trino]`: every measurement, or one part. */
import Table from 'cli-table3';
import { quietSdk } from '../src/cli/quiet-sdk';
import { benchBuild } from './build/bench-build';
import { benchCollector } from './collector/bench-collector';
import { benchCompact } from './compact/bench-compact';
import { benchEngines } from './engines/bench-engines';
import { benchReport } from './report/bench-report';
import type { Row } from './row';

const PARTS: Record<string, () => Promise<Row[]>> = {
  collector: benchCollector,
  build: benchBuild,
  compact: benchCompact,
  report: benchReport,
  trino: benchEngines,
};

const figure = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);

async function bench(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !(name in PARTS));
  if (unknown !== undefined)
    throw new Error(
      `${unknown}: there is no such part; choose from ${Object.keys(PARTS).join(', ')}.`,
    );
  for (const [name, measure] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const table = new Table({
      head: [name, 'value', 'unit', 'goal'],
      colAligns: ['left', 'right'],
      style: { head: [], border: [] },
    });
    for (const row of await measure())
      table.push([row.measure, figure(row.value), row.unit, row.goal ?? '']);
    console.log(table.toString());
  }
}

quietSdk();
bench(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
