import { glueCatalog } from '../../src/aws/glue-catalog';
import { runPrefix } from '../../src/core/lake';
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
        { Values: [day, run], StorageDescriptor: { Location } },
        clock.now(),
      );
    },
  };
}

// Every implementation of the port stands in this list.
const IMPLEMENTATIONS: Record<string, () => CatalogUnderTest | Promise<CatalogUnderTest>> = {
  'in memory': inMemory,
  Glue: onGlue,
};

for (const [name, make] of Object.entries(IMPLEMENTATIONS)) describeCatalogContract(name, make);
