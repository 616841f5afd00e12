/** `npm run proofs:install`: moto and Node 24 for tests/trino/functions. Run again, it does nothing. */
import { motoPython, node24 } from './proofs-home';

process.stdout.write(`${motoPython()}\n${node24()}\n`);
