/** The lake's tables on Trino, from the definitions that Glue's and DuckDB's are made from. */
import {
  athenaType,
  CLOUDTRAIL,
  CLOUDTRAIL_EVENTS,
  CLOUDTRAIL_EVENTS_STAGING,
  CLOUDTRAIL_FIELDS,
  EVENTS,
  EVENTS_STAGING,
  HISTORY,
  LEDGER,
  SUBMISSIONS,
  SUBMISSIONS_STAGING,
  type Column,
  type Table,
} from '../../src/core/tables';

type Properties = Record<string, string>;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const listOf = (items: readonly string[]): string => `ARRAY[${items.map(quoted).join(', ')}]`;

function withClause(properties: Properties): string {
  const items = Object.entries(properties).map(([name, value]) => `${name} = ${value}`);
  return items.length === 0 ? '' : ` WITH (${items.join(', ')})`;
}

const line = ({ name, type }: Column, properties: Properties = {}): string =>
  `"${name}" ${athenaType(type)}${withClause(properties)}`;

const create = (name: string, columns: readonly string[], properties: Properties): string =>
  `CREATE TABLE "${name}" (\n  ${columns.join(',\n  ')}\n)${withClause(properties)}`;

const partitionedBy = (partitions: readonly Column[]): string =>
  listOf(partitions.map(({ name }) => name));

/** As template-main.yaml has it for Athena. */
const dates = (format: string, first: string): Properties => ({
  partition_projection_type: `'date'`,
  partition_projection_format: quoted(format),
  partition_projection_range: `ARRAY['${first}', 'NOW+1DAYS']`,
  partition_projection_interval: '1',
  partition_projection_interval_unit: `'DAYS'`,
});

/** JSON lines in folders `day=D`, which need no registration. */
function lines(table: Table, location: string): string {
  const [day] = table.partitions;
  return create(
    table.name,
    [...table.columns.map((one) => line(one)), line(day!, dates('yyyy-MM-dd', '2020-01-01'))],
    {
      format: `'OPENX_JSON'`,
      external_location: quoted(`${location}/${table.name}`),
      partitioned_by: partitionedBy(table.partitions),
      partition_projection_enabled: 'true',
    },
  );
}

/** Parquet with ordinary partitions; staging and published tables share a folder. */
function parquet(table: Table, location: string): string {
  const folder = table.name.replace('_staging', '');
  const columns = [...table.columns, ...table.partitions].map((one) => line(one));
  return create(table.name, columns, {
    format: `'PARQUET'`,
    external_location: quoted(`${location}/${folder}`),
    partitioned_by: partitionedBy(table.partitions),
  });
}

/** The statements that make a lake's tables, but for the trail's. */
export const tableStatements = (location: string): string[] => [
  lines(HISTORY, location),
  lines(LEDGER, location),
  ...[
    SUBMISSIONS_STAGING,
    SUBMISSIONS,
    EVENTS_STAGING,
    EVENTS,
    CLOUDTRAIL_EVENTS_STAGING,
    CLOUDTRAIL_EVENTS,
  ].map((table) => parquet(table, location)),
];

/** CloudTrail's documents below one `AWSLogs/` folder: an account's trail or an organization's. */
export function trailTable(name: string, location: string): string {
  const record = CLOUDTRAIL_FIELDS.map(({ field, type }) => `"${field}" ${athenaType(type)}`);
  const [account_id, region, delivered_day] = CLOUDTRAIL.partitions;
  const injected = { partition_projection_type: `'injected'` };
  return create(
    name,
    [
      `records array(row(${record.join(', ')}))`,
      line(account_id!, injected),
      line(region!, injected),
      line(delivered_day!, dates('yyyy/MM/dd', '2013/11/01')),
    ],
    {
      format: `'OPENX_JSON'`,
      external_location: quoted(location),
      partitioned_by: partitionedBy(CLOUDTRAIL.partitions),
      partition_projection_enabled: 'true',
      partition_projection_location_template: quoted(
        `${location}/\${account_id}/CloudTrail/\${region}/\${delivered_day}`,
      ),
    },
  );
}

/** `cloudtrail` as Athena's input format shows it: one row a record. */
export function trailView(tables: readonly string[]): string {
  const partitions = CLOUDTRAIL.partitions.map(({ name }) => name).join(', ');
  const fields = CLOUDTRAIL.columns.map(({ name }) => `"${name}"`).join(', ');
  const selects = tables.map(
    (table) =>
      `SELECT ${fields}, ${partitions} FROM "${table}" CROSS JOIN UNNEST(records) AS r (${fields})`,
  );
  return `CREATE OR REPLACE VIEW cloudtrail AS ${selects.join(' UNION ALL ')}`;
}
