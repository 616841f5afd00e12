import { DeadlineReached } from '../../src/core/errors';
import type { StatementOutcome } from '../stand-ins/athena-outcome';
import { awsError, failing } from '../stand-ins/faults';
import { call, INSERT, scene, TOKEN } from './athena-scene';

describe('a statement on Athena', () => {
  it('is started in the database and the workgroup, with its token', async () => {
    const { athena, engine } = scene({ update_count: 3 });
    await engine.insert(INSERT, call());
    expect(athena.started).toEqual([
      {
        QueryString: INSERT,
        ClientRequestToken: TOKEN,
        QueryExecutionContext: { Database: 'lake', Catalog: 'AwsDataCatalog' },
        WorkGroup: 'ledger',
      },
    ]);
  });

  it('is looked at more and more seldom, also when it goes back into the queue', async () => {
    const { engine, clock } = scene({
      on_the_way: [
        'QUEUED',
        'RUNNING',
        'QUEUED',
        'QUEUED',
        'RUNNING',
        'RUNNING',
        'RUNNING',
        'RUNNING',
      ],
      update_count: 1,
    });
    expect(await engine.insert(INSERT, call())).toMatchObject({ rows_written: 1 });
    expect(clock.slept.map(Math.round)).toEqual([500, 750, 1125, 1688, 2531, 3797, 5000, 5000]);
  });

  it('never shows its text in the log', async () => {
    const { athena, engine, log } = scene({ update_count: 1 });
    athena.log.plan = failing(
      'StartQueryExecution',
      awsError('ThrottlingException', 'Rate exceeded'),
    );
    await engine.insert(INSERT, call());
    expect(log.lines.map(({ code }) => code)).toEqual([
      'athena_call_retried',
      'statement_started',
      'statement_ended',
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('secret');
  });
});

describe('the deadline', () => {
  const runningFor = (looks: number): StatementOutcome => ({
    on_the_way: Array.from({ length: looks }, () => 'RUNNING' as const),
    update_count: 3,
  });

  it('ends the waiting with time to spare, and the token joins the statement later', async () => {
    const { athena, engine, clock } = scene(runningFor(20));
    const deadline = clock.deadlineIn(30_000);
    await expect(engine.insert(INSERT, call(deadline))).rejects.toThrow(DeadlineReached);
    expect(deadline.remainingMs()).toBeGreaterThanOrEqual(5_000);
    expect(deadline.remainingMs()).toBeLessThan(10_000);
    const result = await engine.insert(INSERT, call(clock.deadlineIn(900_000)));
    expect(result).toEqual({ rows_written: 3, files_skipped: 0 });
    expect(athena.started).toHaveLength(1);
  });

  it('does not start what it could not wait for', async () => {
    const { athena, engine, clock } = scene(runningFor(0));
    const work = engine.insert(INSERT, call(clock.deadlineIn(5_400)));
    await expect(work).rejects.toThrow(DeadlineReached);
    expect(athena.log.calls).toEqual([]);
  });

  it('counts while calls are throttled', async () => {
    const { athena, engine, clock } = scene(runningFor(0));
    athena.log.plan = failing(
      'StartQueryExecution',
      awsError('ThrottlingException', 'Rate exceeded'),
      99,
    );
    const deadline = clock.deadlineIn(12_500);
    await expect(engine.insert(INSERT, call(deadline))).rejects.toThrow(DeadlineReached);
    expect(deadline.remainingMs()).toBeGreaterThanOrEqual(5_000);
  });
});

describe('results', () => {
  it('never take a missing count for 0', async () => {
    const result = await scene({ update_count: null }).engine.insert(INSERT, call());
    expect(result.rows_written).toBeNull();
  });

  it('lose the header of the first page alone', async () => {
    const rows = [['a'], ['name'], [null], ['b'], ['name']];
    const { athena, engine } = scene({ columns: [['name', 'varchar']], rows }, { page_size: 2 });
    expect(await engine.query('SELECT name FROM people', call())).toEqual(
      rows.map(([name]) => ({ name })),
    );
    expect(athena.log.count('GetQueryResults')).toBe(3);
  });

  it('read numbers at their edges, and leave other types as text', async () => {
    const columns = [
      ['small', 'double'],
      ['least', 'bigint'],
      ['at', 'timestamp'],
      ['tags', 'map'],
    ] as const;
    const rows = [['1.0E-7', '-9223372036854775808', '2026-03-01 23:59:59.900', '{team=data}']];
    const { engine } = scene({ columns, rows });
    expect(await engine.query('SELECT edges', call())).toEqual([
      {
        small: 1e-7,
        least: '-9223372036854775808',
        at: '2026-03-01 23:59:59.900',
        tags: '{team=data}',
      },
    ]);
  });
});
