/** Other tools' names over `events`: the views of examples/moving run, and hold every event. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO } from '../demo/demo-files';
import { demoLake, type DemoLake, type Row } from './demo-lake';

const FOLDER = join(__dirname, '../../examples/moving');

/** The view's SELECT, and the WHERE that it has. */
const selectOf = (file: string): string =>
  /^CREATE OR REPLACE VIEW \w+ AS\n(.*)$/ms.exec(readFileSync(join(FOLDER, file), 'utf8'))?.[1] ??
  '';

let lake: DemoLake;
const of = (file: string): Promise<Row[]> => lake.select(selectOf(file));
const count = async (where: string): Promise<number> =>
  Number((await lake.select(`SELECT count(*) AS n FROM events WHERE ${where}`))[0]?.['n']);

beforeAll(async () => {
  lake = await demoLake({ ...DEMO, days: 2 });
});

afterAll(async () => {
  await lake.remove();
});

test.each([
  [
    'athena-audit.sql',
    'true',
    'query_id event_time user_identity_type user_identity_principal user_identity_arn source_ip ' +
      'user_agent workgroup query database data_scanned region day',
  ],
  [
    'athena-audit-logs.sql',
    'true',
    'audit_id query_execution_id query_text statement_type database_name catalog_name ' +
      'workgroup_name query_state submission_time completion_time execution_time_ms queue_time_ms ' +
      'data_scanned_bytes result_reused output_location error_category error_type error_message ' +
      'user_identity_type user_arn user_name principal_id account_id source_ip user_agent ' +
      'event_time enrichment_timestamp year month day',
  ],
])('%s', async (file, where, columns) => {
  const rows = await of(file);
  expect(Object.keys(rows[0] ?? {})).toEqual(columns.split(' '));
  expect(rows).toHaveLength(await count(where));
});

test('docs/moving.md names every view', () => {
  const page = readFileSync(join(__dirname, '../../docs/moving.md'), 'utf8');
  expect(
    readdirSync(FOLDER).filter((name) => !page.includes(`(../examples/moving/${name})`)),
  ).toEqual([]);
});
