import { glueCatalog } from '../../src/aws/glue-catalog';
import { partitionValues, runPrefix } from '../../src/core/lake';
import type { PublishedTable } from '../../src/core/ports';
import { folderCatalog } from '../../src/local/folder-catalog';
import { folderFiles } from '../../src/local/folder-files';
import { scratch } from '../local/scratch';
import { memoryCatalog } from '../memory/memory-catalog';
import { glueStandIn } from '../stand-ins/glue';
import { lakeTables, registerPartition } from '../stand-ins/glue-tables';
import { steppingClock } from '../stand-ins/stepping-clock';
import { type CatalogUnderTest, describeCatalogContract } from './catalog.contract';

const LAKE = 's3://lake-bucket/';

function inMemory(): CatalogUnderTest {
  const clock = steppingClock();
  const catalog = memoryCatalog(clock);
  return { catalog, stage: catalog.stage, now: () => clock.now() };
}

/** A run is registered by its files: forgetting it is deleting them, as the sweep does next. */
function inAFolder(): Promise<CatalogUnderTest> {
  const clock = steppingClock();
  const files = folderFiles(scratch());
  const partKey = (table: PublishedTable, day: string, run: string): string =>
    `${runPrefix(table, day, run)}part-0.parquet`;
  const catalog = folderCatalog(files, clock);
  return Promise.resolve({
    now: () => clock.now(),
    stage: (table, day, run) => files.write(partKey(table, day, run), Buffer.from('PAR1')),
    catalog: {
      ...catalog,
      dropStaged: async (table, partitions) => {
        await catalog.dropStaged(table, partitions);
        await files.delete(partitions.map(({ day, run }) => partKey(table, day, run)));
      },
    },
  });
}

function onGlue(): CatalogUnderTest {
  const clock = steppingClock();
  const tables = lakeTables(LAKE);
  const glue = glueStandIn({ database: 'lake', tables, clock, page_size: 50 });
  return {
    catalog: glueCatalog({ client: glue.client, clock, database: 'lake', lakeLocation: LAKE }),
    now: () => clock.now(),
    stage: (table, day, run) => {
      const staging = tables.get(`${table}_staging`)!;
      const Location = `${LAKE}${runPrefix(table, day, run)}`;
      registerPartition(
        staging,
        { Values: [...partitionValues(table, day), run], StorageDescriptor: { Location } },
        clock.now(),
      );
    },
  };
}

// Every implementation of the port stands in this list.
const IMPLEMENTATIONS: Record<string, () => CatalogUnderTest | Promise<CatalogUnderTest>> = {
  'in memory': inMemory,
  'a folder': inAFolder,
  Glue: onGlue,
};

for (const [name, make] of Object.entries(IMPLEMENTATIONS)) describeCatalogContract(name, make);
