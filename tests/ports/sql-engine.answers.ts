import type { StatementOutcome } from '../stand-ins/athena-outcome';
import { INSERT_OF_MISSING, STATEMENTS } from './sql-engine.statements';

const MISSING_COLUMN: StatementOutcome = {
  state: 'FAILED',
  reason: "COLUMN_NOT_FOUND: line 1:8: Column 'missing_column' cannot be resolved",
  error: { ErrorCategory: 2, ErrorType: 1006, Retryable: false },
};

/** What Athena's API answers to the statements of the suite: values as text, types by name. */
export const ANSWERS: Record<string, StatementOutcome> = {
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
