import { MAX_TRIES } from '../../src/aws/retry';
import { AwsCallFailed } from '../../src/core/errors';
import { awsError, failing, lostConnection } from '../stand-ins/faults';
import { DAY, failureOf, LAKE, scene } from './glue-scene';

describe('publishing on Glue', () => {
  it('copies columns and format from the table, and points at the run', async () => {
    const { glue, catalog } = scene();
    await catalog.publish('events', DAY, 'run-1');
    const { descriptor, partitions } = glue.tables.get('events')!;
    expect(partitions.get(DAY)).toMatchObject({
      Values: [DAY],
      StorageDescriptor: {
        ...descriptor,
        Location: 's3://lake-bucket/events/day=2026-03-01/run=run-1/',
      },
      Parameters: { published_at: '2026-03-02T06:00:00.000Z' },
    });
  });

  it('knows the key of each table', async () => {
    const { glue, catalog } = scene();
    await catalog.publish('submissions', DAY, 'run-1');
    const partition = glue.tables.get('submissions')!.partitions.get(DAY);
    expect(partition?.StorageDescriptor?.Location).toBe(
      `${LAKE}submissions/delivered_day=${DAY}/run=run-1/`,
    );
  });

  it('takes columns that were added to the table meanwhile', async () => {
    const { glue, catalog } = scene();
    await catalog.publish('events', DAY, 'run-1');
    const table = glue.tables.get('events')!;
    table.descriptor = { ...table.descriptor, Columns: [{ Name: 'added', Type: 'string' }] };
    await catalog.publish('events', DAY, 'run-2');
    expect(table.partitions.get(DAY)?.StorageDescriptor?.Columns).toEqual([
      { Name: 'added', Type: 'string' },
    ]);
  });

  it('moves a published day by one call', async () => {
    const { glue, catalog } = scene();
    await catalog.publish('events', DAY, 'run-1');
    const before = glue.log.calls.length;
    await catalog.publish('events', DAY, 'run-2');
    expect(glue.log.calls.slice(before).map(({ command }) => command)).toEqual([
      'GetTable',
      'UpdatePartition',
    ]);
  });

  it('wins over another writer who makes the partition at the same time', async () => {
    const { glue, catalog, register, locationOf } = scene();
    glue.log.plan = ({ command }) => {
      if (command === 'CreatePartition') register(`${LAKE}events/day=${DAY}/run=other/`);
      return undefined;
    };
    await catalog.publish('events', DAY, 'run-1');
    expect(locationOf(DAY)).toBe(`${LAKE}events/day=${DAY}/run=run-1/`);
  });

  it.each(['GetTable', 'UpdatePartition', 'CreatePartition'])(
    'outlasts failures of %s that pass',
    async (command) => {
      const passing = [
        awsError(
          'ConcurrentModificationException',
          'Update table failed due to concurrent modifications.',
        ),
        awsError('ThrottlingException', 'Rate exceeded'),
        awsError('OperationTimeoutException', 'Timed out'),
        lostConnection(),
      ];
      for (const error of passing)
        for (const when of ['before', 'after'] as const) {
          const { glue, catalog, locationOf } = scene();
          glue.log.plan = failing(command, error, 2, when);
          await catalog.publish('events', DAY, 'run-1');
          expect(locationOf(DAY)).toBe(`${LAKE}events/day=${DAY}/run=run-1/`);
        }
    },
  );

  it('gives up in the end, and what is published stays', async () => {
    const { glue, catalog, locationOf } = scene();
    await catalog.publish('events', DAY, 'run-1');
    glue.log.plan = failing(
      'UpdatePartition',
      awsError('ConcurrentModificationException', 'busy'),
      Infinity,
    );
    const error = await failureOf(catalog.publish('events', DAY, 'run-2'));
    expect(error).toBeInstanceOf(AwsCallFailed);
    expect(error.message).toBe(
      'glue:UpdatePartition on table events of database lake failed with ConcurrentModificationException: busy. ' +
        'Run the job again; what is published is unchanged.',
    );
    expect(glue.log.count('UpdatePartition')).toBe(1 + MAX_TRIES);
    expect(locationOf(DAY)).toBe(`${LAKE}events/day=${DAY}/run=run-1/`);
  });

  it('says which permission is missing, at the first refusal', async () => {
    const { glue, catalog } = scene();
    glue.log.plan = failing(
      'CreatePartition',
      awsError('AccessDeniedException', 'not authorized'),
      Infinity,
    );
    const error = await failureOf(catalog.publish('events', DAY, 'run-1'));
    expect(error.message).toContain('Allow glue:CreatePartition');
    expect(glue.log.count('CreatePartition')).toBe(1);
  });
});
