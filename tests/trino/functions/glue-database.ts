/** The Glue database that template-main.yaml deploys, made by Glue's API instead of CloudFormation. */
import {
  CreateDatabaseCommand,
  CreateTableCommand,
  type GlueClient,
  type TableInput,
} from '@aws-sdk/client-glue';
import { CLOUDTRAIL_FIELDS } from '../../../src/core/tables';
import { hiveType } from '../../../src/core/tables/hive-type';
import { readTemplate, resourcesOf } from '../../templates/template';

type Values = Record<string, string>;

const substitute = (text: string, values: Values): string =>
  text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) =>
    literal === '!' ? `\${${name}}` : valueOf(name, values),
  );

function valueOf(name: string, values: Values): string {
  const value = values[name];
  if (value === undefined) throw new Error(`The tables refer to ${name}, which has no value here.`);
  return value;
}

interface Intrinsic {
  Ref?: string;
  /** The text, or the text and values of its own. */
  Sub?: string | [string, Values];
  'Fn::Base64'?: unknown;
  /** Condition, then, else. Here there is a trail. */
  If?: ['HasTrail', unknown, unknown];
}

/** A part of the template with its intrinsic functions resolved, as CloudFormation does it. */
function resolved(part: unknown, values: Values): unknown {
  if (Array.isArray(part)) return part.map((item) => resolved(item, values));
  if (typeof part !== 'object' || part === null) return part;
  const { Ref, Sub, If, 'Fn::Base64': plain } = part as Intrinsic;
  if (If !== undefined) return resolved(If[1], values);
  if (Ref !== undefined) return valueOf(Ref, values);
  if (plain !== undefined) return Buffer.from(String(resolved(plain, values))).toString('base64');
  if (typeof Sub === 'string') return substitute(Sub, values);
  if (Sub !== undefined)
    return substitute(Sub[0], { ...values, ...(resolved(Sub[1], values) as Values) });
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, resolved(value, values)]),
  );
}

/** The tables of the template as its stack would create them. */
function tablesOf(values: Values): TableInput[] {
  const tables = resourcesOf(readTemplate('template-main.yaml'), 'AWS::Glue::Table');
  return Object.values(tables).map(
    ({ Properties }) => resolved(Properties['TableInput'], values) as TableInput,
  );
}

export interface GlueDatabaseOptions {
  glue: GlueClient;
  database: string;
  bucket: string;
  /** `s3://BUCKET/AWSLogs/…/` */
  trail_location: string;
}

/** The name of {@link trailFiles}' table. */
export const TRAIL_FILES = 'cloudtrail_files';

const structOf = CLOUDTRAIL_FIELDS.map(({ field, type }) => `${field}:${hiveType(type)}`).join(',');

/**
 * The table `cloudtrail` as Trino can read it: folders and projection are the template's, but a row is
 * a file, since only Athena has the input format that makes a row of each record
 * (`com.amazon.emr.cloudtrail.CloudTrailInputFormat`).
 */
const trailFiles = (cloudtrail: TableInput, history: TableInput): TableInput => ({
  ...cloudtrail,
  Name: TRAIL_FILES,
  StorageDescriptor: {
    ...history.StorageDescriptor,
    Location: cloudtrail.StorageDescriptor?.Location,
    Columns: [{ Name: 'records', Type: `array<struct<${structOf}>>` }],
  },
});

const named = (tables: readonly TableInput[], name: string): TableInput =>
  tables.find(({ Name }) => Name === name)!;

/** Makes the database with every table and view of the template. */
export async function createDatabase(options: GlueDatabaseOptions): Promise<void> {
  const { glue, database: DatabaseName, bucket, trail_location } = options;
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DatabaseName } }));
  const tables = tablesOf({
    Bucket: bucket,
    Database: DatabaseName,
    TrailLocation: trail_location,
  });
  const cloudtrail = named(tables, 'cloudtrail');
  const readable = trailFiles(cloudtrail, named(tables, 'history'));
  for (const table of tables)
    await glue.send(
      new CreateTableCommand({ DatabaseName, TableInput: table === cloudtrail ? readable : table }),
    );
}
