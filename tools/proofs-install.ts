/** `npm run proofs:install`: AWS's tools, moto, Airflow and Node 24 for tests/sam, tests/airflow and tests/trino/functions. */
import { node24 } from './node24-home';
import { airflowPython, proofsPython } from './python-home';

process.stdout.write(`${proofsPython()}\n${airflowPython()}\n${node24()}\n`);
