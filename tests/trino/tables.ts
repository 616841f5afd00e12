/** The lake's tables and views on Trino, made from the Glue resources of template-main.yaml. */
import type { TableInput } from '@aws-sdk/client-glue';
import { CLOUDTRAIL } from '../../src/core/tables';
import { deployed } from '../../tools/permissions/resolve';
import { readTemplate } from '../../tools/permissions/template';
import { createTable } from './create-table';

const TEMPLATE = readTemplate('template-main.yaml');
const PLACE = { partition: 'aws', region: 'eu-west-1', account_id: '111122223333', stack: 'lake' };
/** Where the stack's bucket is; a folder takes its place. */
const BUCKET = 's3://lake-bucket';

const isView = ({ TableType }: TableInput): boolean => TableType === 'VIRTUAL_VIEW';
const isTrail = ({ Name }: TableInput): boolean => Name === CLOUDTRAIL.name;

function resources(TrailLocation = 's3://trail/AWSLogs/'): TableInput[] {
  const stack = deployed(TEMPLATE, { ...PLACE, parameters: { TrailLocation } });
  return Object.values(stack)
    .filter(({ Type }) => Type === 'AWS::Glue::Table')
    .map(({ Properties }) => Properties['TableInput'] as unknown as TableInput);
}

/** The statements that make a lake's tables, but for the trail's. */
export const tableStatements = (location: string): string[] =>
  resources()
    .filter((table) => !isView(table) && !isTrail(table))
    .map((table) => createTable(table, (text) => text.replace(BUCKET, location)));

/** The statements that make the views, of the SQL that Athena would read in the catalog. */
export const viewStatements = (): string[] =>
  resources()
    .filter(isView)
    .map(({ Name = '', ViewOriginalText = '' }) => {
      const [, base64 = ''] = /^\/\* Presto View: (\S+) \*\/$/.exec(ViewOriginalText) ?? [];
      const view = JSON.parse(Buffer.from(base64, 'base64').toString('utf8')) as {
        originalSql: string;
      };
      return `CREATE VIEW "${Name}" AS ${view.originalSql}`;
    });

/**
 * The trail's table as Trino can read it: folders and projection are the resource's, but a row is a
 * file, since only Athena has the input format that makes a row of each record
 * (`com.amazon.emr.cloudtrail.CloudTrailInputFormat`); and the SerDe is that of `history`.
 */
export function trailFiles(name: string, cloudtrail: TableInput, history: TableInput): TableInput {
  const fields = cloudtrail.StorageDescriptor?.Columns ?? [];
  const struct = fields.map((column) => `${column.Name ?? ''}:${column.Type ?? ''}`).join(',');
  return {
    ...cloudtrail,
    Name: name,
    StorageDescriptor: {
      ...history.StorageDescriptor,
      Location: cloudtrail.StorageDescriptor?.Location,
      Columns: [{ Name: 'records', Type: `array<struct<${struct}>>` }],
    },
  };
}

/** CloudTrail's documents below one `AWSLogs/` folder: an account's trail or an organization's. */
export function trailTable(name: string, location: string): string {
  const tables = resources(`${location}/`);
  const history = tables.find((table) => table.Name === 'history')!;
  return createTable(trailFiles(name, tables.find(isTrail)!, history), (text) => text);
}

/** `cloudtrail` as Athena's input format shows it: one row a record. */
export function trailView(tables: readonly string[]): string {
  const partitions = CLOUDTRAIL.partitions.map(({ name }) => name).join(', ');
  const fields = CLOUDTRAIL.columns.map(({ name }) => `"${name}"`).join(', ');
  const selects = tables.map(
    (table) =>
      // A view has no pseudo-columns: this one is Athena's and Trino's own of the table beneath.
      `SELECT ${fields}, ${partitions}, "$path" FROM "${table}" CROSS JOIN UNNEST(records) AS r (${fields})`,
  );
  return `CREATE OR REPLACE VIEW cloudtrail AS ${selects.join(' UNION ALL ')}`;
}
