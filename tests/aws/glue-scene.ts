import { glueCatalog } from '../../src/aws/glue-catalog';
import type { Catalog } from '../../src/core/ports';
import { type GlueStandIn, glueStandIn } from '../stand-ins/glue';
import { lakeTables, registerPartition } from '../stand-ins/glue-tables';
import { type SteppingClock, steppingClock } from '../stand-ins/stepping-clock';

export const LAKE = 's3://lake-bucket/';
export const DAY = '2026-03-01';

export interface Scene {
  glue: GlueStandIn;
  catalog: Catalog;
  clock: SteppingClock;
  /** Registers a partition of `events` as somebody else might. */
  register: (location: string) => void;
  locationOf: (day: string) => string | undefined;
}

/** A catalog on the stand-in with the tables of a lake. */
export function scene(database = 'lake'): Scene {
  const clock = steppingClock('2026-03-02T06:00:00.000Z');
  const glue = glueStandIn({ database: 'lake', tables: lakeTables(LAKE), clock });
  const events = glue.tables.get('events')!;
  return {
    glue,
    clock,
    catalog: glueCatalog({ client: glue.client, clock, database, lakeLocation: LAKE }),
    register: (Location) => {
      registerPartition(
        events,
        { Values: [DAY], StorageDescriptor: { Location } },
        new Date('2026-03-01T12:00:00Z'),
      );
    },
    locationOf: (day) => events.partitions.get(day)?.StorageDescriptor?.Location,
  };
}

/** The error of work that is to fail. */
export const failureOf = async (work: Promise<unknown>): Promise<Error> => {
  const outcome: unknown = await work.catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome;
  throw new Error('It was to fail and did not.');
};
