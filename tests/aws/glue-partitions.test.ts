import { MAX_TRIES } from '../../src/aws/retry';
import { AwsCallFailed, InvalidConfig } from '../../src/core/errors';
import { registerPartition } from '../stand-ins/glue-tables';
import { DAY, failureOf, LAKE, type Scene, scene } from './glue-scene';

describe('what Glue says of a partition', () => {
  it('reads the run from the location, with or without the last slash', async () => {
    for (const slash of ['', '/']) {
      const { catalog, register } = scene();
      register(`${LAKE}events/day=${DAY}/run=run-7${slash}`);
      expect(await catalog.published('events', DAY)).toEqual({
        day: DAY,
        run: 'run-7',
        published_at: new Date('2026-03-01T12:00:00Z'),
      });
    }
  });

  it('takes the time of publication before that of creation', async () => {
    const { catalog, clock, register } = scene();
    register(`${LAKE}events/day=${DAY}/run=run-1/`);
    await clock.sleep(3_600_000);
    await catalog.publish('events', DAY, 'run-2');
    const { published_at } = (await catalog.published('events', DAY))!;
    expect(published_at).toEqual(new Date('2026-03-02T07:00:00.000Z'));
  });

  it.each([
    's3://other-bucket/events/day=2026-03-01/run=run-1/',
    's3://lake-bucket/events/day=2026-03-01/',
    's3://lake-bucket/events/day=2026-02-28/run=run-1/',
    's3://lake-bucket/submissions/delivered_day=2026-03-01/run=run-1/',
  ])('refuses a location that is no run of the day: %s', async (location) => {
    const { catalog, register } = scene();
    register(location);
    for (const work of [catalog.published('events', DAY), catalog.listPublished('events')]) {
      const error = await failureOf(work);
      expect(error).toBeInstanceOf(InvalidConfig);
      expect(error.message).toContain(location);
    }
  });

  it('tells a missing table from a missing partition', async () => {
    const { catalog } = scene('elsewhere');
    const works = [
      catalog.published('events', DAY),
      catalog.listPublished('events'),
      catalog.listStaged('events'),
      catalog.publish('events', DAY, 'run-1'),
      catalog.dropStaged('events', [{ day: DAY, run: 'run-1' }]),
    ];
    for (const work of works) {
      const error = await failureOf(work);
      expect(error).toBeInstanceOf(AwsCallFailed);
      expect(error.message).toContain('of database elsewhere');
      expect(error.message).toContain('Check LEDGER_DATABASE');
    }
  });

  it('asks for partitions without their columns', async () => {
    const { glue, catalog } = scene();
    await catalog.listStaged('events');
    expect(glue.log.calls[0]?.input).toMatchObject({
      TableName: 'events_staging',
      ExcludeColumnSchema: true,
    });
  });
});

describe('dropping staged runs', () => {
  const runs = Array.from({ length: 60 }, (_, n) => ({ day: DAY, run: `run-${n}` }));

  function staged(): Scene {
    const all = scene();
    const table = all.glue.tables.get('events_staging')!;
    for (const { day, run } of runs)
      registerPartition(table, { Values: [day, run] }, all.clock.now());
    return all;
  }

  it('goes in batches that Glue takes', async () => {
    const { glue, catalog } = staged();
    await catalog.dropStaged('events', runs);
    expect(glue.log.count('BatchDeletePartition')).toBe(3);
    expect(await catalog.listStaged('events')).toEqual([]);
  });

  it('sees what was kept inside a successful answer', async () => {
    const { glue, catalog } = staged();
    glue.undroppable.set(`${DAY}/run-30`, {
      ErrorCode: 'InvalidInputException',
      ErrorMessage: 'is\nlocked',
    });
    const error = await failureOf(catalog.dropStaged('events', runs));
    expect(error).toBeInstanceOf(AwsCallFailed);
    expect(error.message).toContain('kept 1 partitions of table events_staging');
    expect(error.message).toContain(`${DAY}/run-30 (InvalidInputException: is locked)`);
  });

  it('asks again for what was kept for the moment, and for that alone', async () => {
    const { glue, catalog } = staged();
    glue.undroppable.set(`${DAY}/run-1`, {
      ErrorCode: 'InternalServiceException',
      ErrorMessage: 'later',
    });
    glue.log.plan = ({ nth }) => {
      if (nth === 2) glue.undroppable.clear();
      return undefined;
    };
    await catalog.dropStaged('events', runs.slice(0, 3));
    expect(glue.log.calls[1]?.input).toMatchObject({
      PartitionsToDelete: [{ Values: [DAY, 'run-1'] }],
    });
    expect(await catalog.listStaged('events')).toHaveLength(57);
  });

  it('gives up on what is kept for ever', async () => {
    const { glue, catalog } = staged();
    glue.undroppable.set(`${DAY}/run-1`, {
      ErrorCode: 'InternalServiceException',
      ErrorMessage: 'later',
    });
    await expect(catalog.dropStaged('events', runs.slice(0, 3))).rejects.toThrow(AwsCallFailed);
    expect(glue.log.count('BatchDeletePartition')).toBe(MAX_TRIES);
  });
});
