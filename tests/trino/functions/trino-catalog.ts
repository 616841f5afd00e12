/** Trino's Hive connector over S3 and Glue, as Athena is: tables and partitions are Glue's. */
import { trinoClient, type TrinoClient } from '../client';

/** As Athena calls the catalog that holds Glue's databases. */
export const CATALOG = 'awsdatacatalog';

const KEYS = { 'aws-access-key': 'test', 'aws-secret-key': 'test' };

const prefixed = (prefix: string, properties: Record<string, string>): [string, string][] =>
  Object.entries(properties).map(([name, value]) => [`${prefix}.${name}`, value]);

export interface Services {
  /** Endpoints, `http://…`. */
  s3: string;
  glue: string;
  region: string;
}

const properties = ({ s3, glue, region }: Services): [string, string][] => [
  ['hive.metastore', 'glue'],
  ...prefixed('hive.metastore.glue', {
    'endpoint-url': glue,
    region,
    // Trino asks for segments of a list of partitions; moto gives each the whole list.
    'partitions-segments': '1',
    ...KEYS,
  }),
  ['fs.native-s3.enabled', 'true'],
  ...prefixed('s3', { endpoint: s3, region, 'path-style-access': 'true', ...KEYS }),
  ['hive.non-managed-table-writes-enabled', 'true'],
  ['hive.partition-projection-enabled', 'true'],
  ['hive.ignore-absent-partitions', 'true'],
  ['hive.recursive-directories', 'true'],
  ['hive.compression-codec', 'ZSTD'],
  // Athena keeps no statistics of columns when it writes.
  ['hive.collect-column-statistics-on-write', 'false'],
  ['hive.table-statistics-enabled', 'false'],
];

/** Adds the catalog to a Trino that runs. */
export async function addCatalog(url: string, services: Services): Promise<void> {
  const list = properties(services).map(([name, value]) => `"${name}" = '${value}'`);
  await trinoClient({ url, schema: 'default' }).run(
    `CREATE CATALOG ${CATALOG} USING hive WITH (${list.join(', ')})`,
  );
}

export const removeCatalog = async (url: string): Promise<void> => {
  await trinoClient({ url, schema: 'default' }).run(`DROP CATALOG IF EXISTS ${CATALOG}`);
};

/** A session on one of Glue's databases. */
export const glueSession = (url: string, database: string): TrinoClient =>
  trinoClient({ url, schema: database, catalog: CATALOG });
