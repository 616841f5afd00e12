import { athenaEngine } from '../../src/aws/athena-engine';
import { silentLog } from '../../src/core/silent-log';
import { openLake } from '../../src/local/lake';
import { scratch } from '../local/scratch';
import type { StatementOutcome } from '../stand-ins/athena-outcome';
import { athenaStandIn } from '../stand-ins/athena-statements';
import { steppingClock } from '../stand-ins/stepping-clock';
import { describeSqlEngineContract, type SqlEngineUnderTest } from './sql-engine.contract';
import { INSERT_OF_MISSING, insertOfRows, STATEMENTS } from './sql-engine.statements';

const INSERT_THREE = insertOfRows(3);
const INSERT_NONE = insertOfRows(0);

const MISSING_COLUMN: StatementOutcome = {
  state: 'FAILED',
  reason: "COLUMN_NOT_FOUND: line 1:8: Column 'missing_column' cannot be resolved",
  error: { ErrorCategory: 2, ErrorType: 1006, Retryable: false },
};

/** What Athena's API answers to the statements of the suite: values as text, types by name. */
const ANSWERS: Record<string, StatementOutcome> = {
  [STATEMENTS.types]: {
    columns: [
      ['one', 'integer'],
      ['tiny', 'tinyint'],
      ['small', 'smallint'],
      ['large', 'bigint'],
      ['huge', 'bigint'],
      ['half', 'double'],
      ['quarter', 'float'],
      ['price', 'decimal'],
      ['yes', 'boolean'],
      ['no', 'boolean'],
      ['text', 'varchar'],
      ['empty', 'varchar'],
    ],
    rows: [
      [
        '1',
        '7',
        '-7',
        '9007199254740991',
        '9007199254740993',
        '1.5',
        '0.25',
        '12.50',
        'true',
        'false',
        'a',
        '',
      ],
    ],
  },
  [STATEMENTS.nulls]: {
    columns: [
      ['text', 'varchar'],
      ['number', 'bigint'],
      ['flag', 'boolean'],
    ],
    rows: [[null, null, null]],
  },
  [STATEMENTS.odd_text]: {
    columns: [
      ['text', 'varchar'],
      ['digits', 'varchar'],
      ['word', 'varchar'],
    ],
    rows: [['it\'s "odd"; 🦆', '1', 'true']],
  },
  [STATEMENTS.no_rows]: { columns: [['n', 'integer']] },
  [STATEMENTS.many_rows]: {
    columns: [['n', 'integer']],
    rows: Array.from({ length: 2500 }, (_, n) => [String(n)]),
  },
  [STATEMENTS.malformed]: {
    refused: "line 1:1: mismatched input 'SELEC'.\nExpecting: 'SELECT'",
  },
  [INSERT_OF_MISSING]: MISSING_COLUMN,
  [STATEMENTS.failing]: MISSING_COLUMN,
};

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
