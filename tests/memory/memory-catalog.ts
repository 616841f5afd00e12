import type {
  Catalog,
  Clock,
  PublishedPartition,
  PublishedTable,
  StagedPartition,
} from '../../src/core/ports';

export interface MemoryCatalog extends Catalog {
  /** Registers a run's partition, as an INSERT INTO a staging table does. */
  stage: (table: PublishedTable, day: string, run: string) => void;
}

const nameOf = ({ day, run }: StagedPartition): string => `${day}/${run}`;

/** A Catalog that keeps partitions in memory and their time from `clock`. */
export function memoryCatalog(clock: Clock): MemoryCatalog {
  const published = {
    submissions: new Map<string, PublishedPartition>(),
    events: new Map<string, PublishedPartition>(),
    cloudtrail_events: new Map<string, PublishedPartition>(),
  };
  const staged = {
    submissions: new Map<string, StagedPartition>(),
    events: new Map<string, StagedPartition>(),
    cloudtrail_events: new Map<string, StagedPartition>(),
  };
  return {
    stage: (table, day, run) => void staged[table].set(nameOf({ day, run }), { day, run }),
    published: (table, day) => Promise.resolve(published[table].get(day) ?? null),
    listPublished: (table) => Promise.resolve([...published[table].values()]),
    publish: (table, day, run) => {
      published[table].set(day, { day, run, published_at: clock.now() });
      return Promise.resolve();
    },
    listStaged: (table) => Promise.resolve([...staged[table].values()]),
    dropStaged: (table, partitions) => {
      for (const partition of partitions) staged[table].delete(nameOf(partition));
      return Promise.resolve();
    },
  };
}
