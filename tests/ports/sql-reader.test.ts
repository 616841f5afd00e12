import { athenaReader } from '../../src/aws/athena-engine';
import type { SqlReader } from '../../src/core/ports';
import { silentLog } from '../../src/core/silent-log';
import { open, scratch } from '../local/scratch';
import { athenaStandIn } from '../stand-ins/athena-statements';
import { steppingClock } from '../stand-ins/stepping-clock';
import { ANSWERS } from './sql-engine.answers';
import { describeSqlReaderContract } from './sql-reader.contract';

function onAthena(): SqlReader {
  const place = { database: 'lake', workgroup: 'ledger' };
  const { client } = athenaStandIn({ ...place, run: (statement) => ANSWERS[statement]! });
  return athenaReader({ ...place, client, clock: steppingClock(), log: silentLog });
}

describeSqlReaderContract('Athena', onAthena);
describeSqlReaderContract('DuckDB', async () => (await open(scratch())).sql);
