import { MAX_TRIES } from '../../src/aws/retry';
import { AwsCallFailed, StatementFailed } from '../../src/core/errors';
import type { StatementOutcome } from '../stand-ins/athena-outcome';
import { awsError, failing, lostConnection } from '../stand-ins/faults';
import { call, failureOf, INSERT, PLACE, scene } from './athena-scene';

describe('a statement that does not succeed', () => {
  const failed = async (outcome: StatementOutcome): Promise<StatementFailed> => {
    const error = await failureOf(scene(outcome).engine.insert(INSERT, call()));
    if (!(error instanceof StatementFailed)) throw error;
    expect(error.message).toMatch(/^[^\n]+\.$/);
    expect(error.message).not.toContain('secret');
    return error;
  };

  it('says which statement failed where and why, on one line', async () => {
    const { message, retryable } = await failed({
      state: 'FAILED',
      reason: 'HIVE_BAD_DATA: Malformed\n  file.',
      error: { Retryable: false },
    });
    expect(message).toContain('00000000-0000-4000-8000-000000000001');
    expect(message).toContain('workgroup ledger, database lake');
    expect(message).toContain('HIVE_BAD_DATA: Malformed file. Correct the cause');
    expect(retryable).toBe(false);
  });

  it('prefers the words of AthenaError, and says when it may be repeated', async () => {
    const { message, retryable } = await failed({
      state: 'FAILED',
      reason: 'GENERIC_INTERNAL_ERROR',
      error: { Retryable: true, ErrorMessage: 'Query exhausted resources' },
    });
    expect(message).toContain(
      'Query exhausted resources. Athena says it may succeed when repeated',
    );
    expect(retryable).toBe(true);
  });

  it('is not to be repeated when somebody cancelled it', async () => {
    const { message, retryable } = await failed({
      state: 'CANCELLED',
      reason: 'Query cancelled by user',
    });
    expect(message).toContain('Query cancelled by user. Find out who stopped it');
    expect(retryable).toBe(false);
  });

  it('names the cutoff when that cancelled it', async () => {
    const { message } = await failed({
      state: 'CANCELLED',
      reason: 'Bytes scanned limit was exceeded',
    });
    expect(message).toContain('Raise the bytes-scanned cutoff');
  });

  it('names the database when that is missing', async () => {
    const { engine } = scene({}, { place: { ...PLACE, database: 'elsewhere' } });
    const error = await failureOf(engine.insert(INSERT, call()));
    expect(error).toBeInstanceOf(StatementFailed);
    expect(error.message).toContain('Check LEDGER_DATABASE');
  });

  it('fails again under the same token', async () => {
    const { athena, engine } = scene({ state: 'FAILED', reason: 'no', error: { Retryable: true } });
    await expect(engine.insert(INSERT, call())).rejects.toThrow(StatementFailed);
    await expect(engine.insert(INSERT, call())).rejects.toThrow(StatementFailed);
    expect(athena.started).toHaveLength(1);
  });
});

describe('a refused start', () => {
  it('names the workgroup when that is missing', async () => {
    const { engine } = scene({}, { place: { ...PLACE, workgroup: 'elsewhere' } });
    const error = await failureOf(engine.insert(INSERT, call()));
    expect(error).toBeInstanceOf(StatementFailed);
    expect(error.message).toContain('Correct LEDGER_WORKGROUP');
  });

  it('says so when the token was used for another text', async () => {
    const { engine } = scene({ update_count: 1 });
    await engine.insert(INSERT, call());
    const error = await failureOf(engine.insert(`${INSERT} `, call()));
    expect(error).toBeInstanceOf(StatementFailed);
    expect(error.message).toContain('run the job again as a new attempt');
  });

  it('is the statement’s own fault if it cannot be parsed', async () => {
    const { athena, engine } = scene({ refused: "line 1:8: mismatched input 'FORM'" });
    const error = await failureOf(engine.insert(INSERT, call()));
    expect(error).toBeInstanceOf(StatementFailed);
    expect(error.message).toContain("mismatched input 'FORM'. Correct the statement");
    expect(athena.log.calls).toHaveLength(1);
  });
});

describe('calls that fail', () => {
  const CALLS = ['StartQueryExecution', 'GetQueryExecution', 'GetQueryResults'];
  const PASSING = [
    awsError('ThrottlingException', 'Rate exceeded'),
    awsError('TooManyRequestsException', 'Too many queries'),
    awsError('InternalServerException', 'Oops', 500),
    awsError('SomeNewName', 'Bad gateway', 502),
    lostConnection(),
  ];

  it.each(CALLS)('are sent again when the failure may pass: %s', async (name) => {
    for (const error of PASSING)
      for (const when of ['before', 'after'] as const) {
        const { athena, engine } = scene({ update_count: 3 });
        athena.log.plan = failing(name, error, 3, when);
        expect(await engine.insert(INSERT, call())).toEqual({ rows_written: 3, files_skipped: 0 });
        expect(athena.started).toHaveLength(1);
      }
  });

  it.each(CALLS)('are given up in the end: %s', async (name) => {
    const { athena, engine, clock } = scene({ on_the_way: [], update_count: 3 });
    athena.log.plan = failing(name, awsError('ThrottlingException', 'Rate exceeded'), Infinity);
    const error = await failureOf(engine.insert(INSERT, call()));
    expect(error).toBeInstanceOf(AwsCallFailed);
    expect(error.message).toContain(`athena:${name} on workgroup ledger, database lake failed`);
    expect(error.message).toContain(`tried ${MAX_TRIES} times`);
    expect(athena.log.count(name)).toBe(MAX_TRIES);
    expect(clock.slept).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 20_000]);
  });

  it.each(CALLS)('are not sent again when they are denied: %s', async (name) => {
    const { athena, engine } = scene({ update_count: 3 });
    athena.log.plan = failing(
      name,
      awsError('AccessDeniedException', 'You are not authorized'),
      Infinity,
    );
    const error = await failureOf(engine.insert(INSERT, call()));
    expect(error).toBeInstanceOf(AwsCallFailed);
    expect(error.message).toContain(`Allow athena:${name} in the role's policy.`);
    expect(athena.log.count(name)).toBe(1);
  });
});
