import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildLake } from '../../src/cli/build-lake';
import { compactLake } from '../../src/cli/compact';
import { addDays } from '../../src/core/days';
import { monthOf } from '../../src/core/months';
import { demoOrganization, type DemoInput } from '../../src/demo/demo-organization';
import type { JsonValue } from '../../src/local/duckdb/values';
import { openLake } from '../../src/local/lake';
import { VIEWS } from '../../src/report/views';

export type Row = Record<string, JsonValue>;

export interface DemoLake {
  /** Rows by column name. */
  select(sql: string): Promise<Row[]>;
  remove(): Promise<void>;
}

/** The demo, written and built by the stages themselves. */
export async function demoLake(input: DemoInput): Promise<DemoLake> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-lake-'));
  for (const { key, body } of demoOrganization(input)) {
    await mkdir(dirname(join(folder, key)), { recursive: true });
    await writeFile(join(folder, key), key.endsWith('.gz') ? gzipSync(body) : body);
  }
  const from = addDays(input.last_day, 1 - input.days);
  const days = { from, to: input.last_day };
  await buildLake({ lake: folder, ...days });
  await compactLake({ lake: folder, month: monthOf(input.last_day) });
  const lake = await openLake(folder, { views: VIEWS });
  return {
    async select(sql) {
      const { columns, rows } = await lake.sql.select(sql);
      return rows.map((row) =>
        Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])),
      );
    },
    async remove() {
      lake.sql.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
