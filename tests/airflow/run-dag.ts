/** A DAG of examples/airflow, run from its first task to its last by Airflow itself. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { airflowPython } from '../../tools/python-home';
import { DAGS, environment } from './airflow';

export interface DagRun {
  state: string;
  /** States by task; of a mapped one, one for each of its days. */
  tasks: Record<string, string[]>;
  /** What Airflow wrote meanwhile. */
  log: string;
}

export interface DagToRun {
  dag: string;
  /** ISO-8601; the day is that of the schedule's last interval before it. */
  logical_date: string;
  params: Record<string, unknown>;
  /** The Airflow variable `athena_ledger`. */
  variable: Record<string, unknown>;
  /** Where the services are. */
  env: Record<string, string>;
}

/** Airflow's own answer; throws if it ended before it had one. */
export async function runDag({ dag, logical_date, params, ...given }: DagToRun): Promise<DagRun> {
  const home = mkdtempSync(join(tmpdir(), 'ledger-airflow-'));
  const args = ['tests/airflow/run.py', dag, logical_date, JSON.stringify(params)];
  const airflow = spawn(join(airflowPython(), 'python'), args, {
    env: {
      ...environment(home),
      AIRFLOW__CORE__DAGS_FOLDER: DAGS,
      AIRFLOW_VAR_ATHENA_LEDGER: JSON.stringify(given.variable),
      AIRFLOW_CONN_AWS_DEFAULT: 'aws://',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      ...given.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, log] = ['', ''];
  airflow.stdout.on('data', (text: Buffer) => {
    out += text.toString();
  });
  airflow.stderr.on('data', (text: Buffer) => {
    log += text.toString();
  });
  const [status] = (await once(airflow, 'close')) as [number | null];
  rmSync(home, { recursive: true, force: true });
  if (status !== 0)
    throw new Error(`Airflow ended with ${String(status)}:\n${(out + log).slice(-8000)}`);
  const answer = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as Omit<DagRun, 'log'>;
  return { ...answer, log: out + log };
}
