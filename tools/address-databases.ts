/** Writes tests/addresses/databases: `node tools/run.mjs tools/address-databases.ts`. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pythonWith } from './python-home';

const FOLDER = 'tests/addresses/databases';
const python = join(pythonWith('mmdb', 'mmdb-writer==0.2.7\nnetaddr==1.3.0\n'), 'python');
execFileSync(python, [join(FOLDER, 'write.py'), FOLDER], { stdio: 'inherit' });
