import { athenaEngine } from '../../src/aws/athena-engine';
import { silentLog } from '../../src/core/silent-log';
import { openLake } from '../../src/local/lake';
import { scratch } from '../local/scratch';
import type { StatementOutcome } from '../stand-ins/athena-outcome';
import { athenaStandIn } from '../stand-ins/athena-statements';
import { steppingClock } from '../stand-ins/stepping-clock';
import { ANSWERS } from './sql-engine.answers';
import { describeSqlEngineContract, type SqlEngineUnderTest } from './sql-engine.contract';
import { INSERT_OF_MISSING, insertOfRows } from './sql-engine.statements';

const INSERT_THREE = insertOfRows(3);
const INSERT_NONE = insertOfRows(0);

function onAthena(): SqlEngineUnderTest {
  let rows = 0;
  const run = (statement: string): StatementOutcome => {
    const update_count = { [INSERT_THREE]: 3, [INSERT_NONE]: 0 }[statement];
    rows += update_count ?? 0;
    return update_count === undefined ? ANSWERS[statement]! : { update_count };
  };
  const place = { database: 'lake', workgroup: 'ledger' };
  const { client } = athenaStandIn({ ...place, run });
  return {
    engine: athenaEngine({ ...place, client, clock: steppingClock(), log: silentLog }),
    insert_three: INSERT_THREE,
    insert_none: INSERT_NONE,
    insert_failing: INSERT_OF_MISSING,
    rows_in_table: () => Promise.resolve(rows),
  };
}

async function onDuckDb(): Promise<SqlEngineUnderTest> {
  const lake = await openLake(scratch());
  return {
    engine: lake.sql,
    insert_three: INSERT_THREE,
    insert_none: INSERT_NONE,
    insert_failing: INSERT_OF_MISSING,
    rows_in_table: async () => {
      const { rows } = await lake.sql.select('SELECT count(*) AS n FROM events_staging');
      return Number(rows[0]?.[0]);
    },
  };
}

// Every implementation of the port stands in this list.
const IMPLEMENTATIONS: Record<string, () => SqlEngineUnderTest | Promise<SqlEngineUnderTest>> = {
  DuckDB: onDuckDb,
  Athena: onAthena,
};

for (const [name, make] of Object.entries(IMPLEMENTATIONS)) describeSqlEngineContract(name, make);
