/** `npm run proofs:install`: AWS's tools, moto and Node 24 for tests/sam and tests/trino/functions. */
import { node24 } from './node24-home';
import { proofsPython } from './python-home';

process.stdout.write(`${proofsPython()}\n${node24()}\n`);
