/** Airflow as `tools/airflow-requirements.txt` pins it, with a home of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { airflowPython } from '../../tools/python-home';

export const DAGS = resolve('examples/airflow/dags');

/** Settings of the lake that the tests speak of: the Airflow variable `athena_ledger`. */
export const VARIABLE = {
  bucket: 'ledger-bucket',
  database: 'athena_ledger',
  workgroup: 'ledger',
  trail_location: 's3://org-trail/AWSLogs/o-exampleorg/',
  account_id: '999988887777',
  region: 'eu-west-1',
};

export interface Asked {
  /** `athena_ledger` if not given. */
  dag?: string;
  task: string;
  /** What other tasks have left, by `TASK/KEY`. */
  xcoms?: Record<string, unknown>;
  params?: Record<string, unknown>;
  try_number?: number;
  map_index?: number;
}

export interface Answer {
  /** By file. */
  errors: Record<string, string>;
  dags: Record<string, Record<string, Described>>;
  /** Templated fields, by name. */
  renders: Record<string, string>[];
  /** What is wrong, and the counts. */
  judges: [string[], Record<string, number>][];
  /** Delivered days of each month that was asked for. */
  days: string[][];
}

export interface Described {
  operator: string;
  downstream: string[];
  mapped: boolean;
}

/** No examples, no telemetry, no configuration of the user's; nothing is left behind. */
export const environment = (home: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: home,
  AIRFLOW_HOME: home,
  AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
  AIRFLOW__CORE__DAGBAG_IMPORT_TIMEOUT: '800',
  AIRFLOW__LOGGING__LOGGING_LEVEL: 'ERROR',
  PYTHONDONTWRITEBYTECODE: '1',
});

/** Asks Airflow once; its start is what takes the time. */
export function askAirflow(question: {
  renders: readonly Asked[];
  judges: readonly (readonly [table: string, found: object, written: unknown, force: boolean])[];
  days?: readonly (readonly [month: string, late_days: number, today: string])[];
}): Answer {
  const home = mkdtempSync(join(tmpdir(), 'ledger-airflow-'));
  const { status, stdout, stderr } = spawnSync(
    join(airflowPython(), 'python'),
    ['tests/airflow/answer.py'],
    {
      input: JSON.stringify({ folder: DAGS, variable: VARIABLE, ...question }),
      env: environment(home),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 ** 2,
    },
  );
  rmSync(home, { recursive: true, force: true });
  if (status !== 0) throw new Error(`Airflow ended with ${String(status)}:\n${stderr}`);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Answer;
}
