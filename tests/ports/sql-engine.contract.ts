/**
 * What every SqlEngine does; run by sql-engine.test.ts against each of them. The statements are in
 * Athena's dialect and need no table, but for the INSERTs, which each engine brings.
 */
import { DeadlineReached, InvalidInput, StatementFailed } from '../../src/core/errors';
import type { Deadline, SqlEngine, StatementCall } from '../../src/core/ports';
import { STATEMENTS } from './sql-engine.statements';

const endless: Deadline = { remainingMs: () => Infinity };
const over: Deadline = { remainingMs: () => 0 };

export interface SqlEngineUnderTest {
  engine: SqlEngine;
  /** An INSERT INTO that writes exactly three rows. */
  insert_three: string;
  /** An INSERT INTO of a SELECT without rows. */
  insert_none: string;
  /** An INSERT INTO of a SELECT that names a column that is not there. */
  insert_failing: string;
  /** Rows that INSERTs have written so far. */
  rows_in_table: () => Promise<number>;
}

/** A token of its own for each purpose, as long as Athena wants it. */
const call = (purpose: string, deadline = endless): StatementCall => ({
  token: `contract-${purpose}-${'0'.repeat(32)}`,
  deadline,
});

function selecting(given: () => SqlEngineUnderTest): void {
  const query = (statement: string) => given().engine.query(statement, call('query'));

  it('types the values', async () => {
    expect(await query(STATEMENTS.types)).toEqual([
      {
        one: 1,
        tiny: 7,
        small: -7,
        large: 9007199254740991,
        huge: '9007199254740993',
        half: 1.5,
        quarter: 0.25,
        price: 12.5,
        yes: true,
        no: false,
        text: 'a',
        empty: '',
      },
    ]);
  });

  it('answers NULL as null, whatever the type', async () => {
    expect(await query(STATEMENTS.nulls)).toEqual([{ text: null, number: null, flag: null }]);
  });

  it('leaves text as it is', async () => {
    const expected = { text: 'it\'s "odd"; 🦆', digits: '1', word: 'true' };
    expect(await query(STATEMENTS.odd_text)).toEqual([expected]);
  });

  it('answers no rows with an empty list', async () => {
    expect(await query(STATEMENTS.no_rows)).toEqual([]);
  });

  it('answers all rows, in order, also beyond a page of results', async () => {
    const expected = Array.from({ length: 2500 }, (_, n) => ({ n }));
    expect(await query(STATEMENTS.many_rows)).toEqual(expected);
  });
}

function failingStatements(given: () => SqlEngineUnderTest): void {
  it.each(['malformed', 'failing'] as const)('fails a %s statement, in one line', async (kind) => {
    const failure = await given()
      .engine.query(STATEMENTS[kind], call(kind))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StatementFailed);
    expect((failure as StatementFailed).message).toMatch(/^\S.*\S$/);
    expect((failure as StatementFailed).retryable).toBe(false);
  });

  it('fails an INSERT the same way, and writes nothing', async () => {
    const { engine, insert_failing, rows_in_table } = given();
    const failing = engine.insert(insert_failing, call('failing-insert'));
    await expect(failing).rejects.toThrow(StatementFailed);
    expect(await rows_in_table()).toBe(0);
  });

  it('goes on after a failure', async () => {
    const { engine } = given();
    await expect(engine.query(STATEMENTS.malformed, call('first'))).rejects.toThrow(
      StatementFailed,
    );
    expect(await engine.query(STATEMENTS.no_rows, call('second'))).toEqual([]);
  });
}

function inserting(given: () => SqlEngineUnderTest): void {
  it('counts the rows that an INSERT wrote', async () => {
    const { engine, insert_three, rows_in_table } = given();
    expect(await engine.insert(insert_three, call('insert'))).toEqual({
      rows_written: 3,
      files_skipped: 0,
    });
    expect(await rows_in_table()).toBe(3);
  });

  it('counts no rows as 0', async () => {
    const { engine, insert_none, rows_in_table } = given();
    expect(await engine.insert(insert_none, call('none'))).toEqual({
      rows_written: 0,
      files_skipped: 0,
    });
    expect(await rows_in_table()).toBe(0);
  });
}

function joining(given: () => SqlEngineUnderTest): void {
  it('joins a statement by its token instead of running it again', async () => {
    const { engine, insert_three, rows_in_table } = given();
    const first = await engine.insert(insert_three, call('same'));
    const second = await engine.insert(insert_three, call('same'));
    expect(second).toEqual(first);
    expect(await rows_in_table()).toBe(3);
  });

  it('refuses the same token for another text', async () => {
    const { engine } = given();
    await engine.query(STATEMENTS.no_rows, call('same'));
    await expect(engine.query(STATEMENTS.nulls, call('same'))).rejects.toThrow(StatementFailed);
  });

  it('says when the time is over, and the same token ends the work once', async () => {
    const { engine, insert_three, rows_in_table } = given();
    await expect(engine.insert(insert_three, call('slow', over))).rejects.toThrow(DeadlineReached);
    expect(await engine.insert(insert_three, call('slow'))).toMatchObject({ rows_written: 3 });
    expect(await rows_in_table()).toBe(3);
  });

  it.each([31, 129])('refuses a token of %i characters', async (length) => {
    const short = { token: 't'.repeat(length), deadline: endless };
    await expect(given().engine.query(STATEMENTS.no_rows, short)).rejects.toThrow(InvalidInput);
  });
}

/** @param make an engine and an empty table for each test */
export function describeSqlEngineContract(
  name: string,
  make: () => SqlEngineUnderTest | Promise<SqlEngineUnderTest>,
): void {
  describe(`SqlEngine: ${name}`, () => {
    let subject: SqlEngineUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    selecting(() => subject);
    failingStatements(() => subject);
    inserting(() => subject);
    joining(() => subject);
  });
}
