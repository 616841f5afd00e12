/**
 * Writes the statements of examples/airflow: `node tools/run.mjs tools/airflow-sql.ts [DIR]`. PRICE_PER_TB and
 * BYTES_PER_TB are those of EventsFunction (src/events/README.md).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../src/events/config';
import { airflowStatements } from './airflow/statements';

const [folder = 'examples/airflow/dags/ledger/sql'] = process.argv.slice(2);
const nobody = { LEDGER_BUCKET: 'nobody', LEDGER_DATABASE: 'nobody', LEDGER_WORKGROUP: 'nobody' };
const { prices } = readConfig({ ...process.env, ...nobody, AWS_REGION: 'eu-west-1' });

for (const [name, text] of Object.entries(airflowStatements(prices)))
  writeFileSync(join(folder, name), text);
