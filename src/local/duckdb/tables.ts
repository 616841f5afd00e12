/**
 * The lake's tables as DuckDB views over its files, made afresh before each statement: what a
 * statement sees is what lay in the lake when it began.
 */
import { join } from 'node:path';
import type { Catalog, PublishedTable } from '../../core/ports';
import { DAY_KEY, runPrefix } from '../../core/lake';
import {
  CLOUDTRAIL,
  CLOUDTRAIL_FIELDS,
  EVENTS,
  EVENTS_STAGING,
  HISTORY,
  LEDGER,
  SUBMISSIONS,
  SUBMISSIONS_STAGING,
  type Table,
} from '../../core/tables';
import { namedPartitions } from './pruning';
import { duckdbType } from './types';

export interface LakePlaces {
  lake: string;
  /** The folder above AWSLogs/. */
  trail: string;
  catalog: Catalog;
  /** Files to leave out: they cannot be read, and the user said to go on. */
  skipped: ReadonlySet<string>;
  /** Files matching any of the patterns, sorted. */
  glob(patterns: readonly string[]): Promise<string[]>;
  /** Upper limit for one JSON document, in bytes. */
  max_document_bytes: number;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;
const everyColumn = (table: Table) => [...table.columns, ...table.partitions];

/** A table with the right columns and no rows: what an empty lake has. */
const empty = (table: Table): string =>
  `SELECT ${everyColumn(table)
    .map(({ name, type }) => `CAST(NULL AS ${duckdbType(type)}) AS "${name}"`)
    .join(', ')} WHERE false`;

/** JSON lines below folders that name the day: `history` and `ledger`. */
async function jsonLines(table: Table, patterns: string[], places: LakePlaces): Promise<string> {
  const files = (await places.glob(patterns)).filter((file) => !places.skipped.has(file));
  if (files.length === 0) return empty(table);
  const columns = table.columns.map(({ name, type }) => `"${name}": ${literal(duckdbType(type))}`);
  return `SELECT ${table.columns.map(({ name }) => `"${name}"`).join(', ')},
    regexp_extract(filename, '/day=([^/]+)/', 1) AS "day"
    FROM read_json(${list(files)}, format = 'newline_delimited', columns = {${columns.join(', ')}},
      hive_partitioning = false, filename = true, maximum_object_size = ${places.max_document_bytes})`;
}

/**
 * The trail. Only the fields that the statement names are taken from the documents: a record has
 * thirty, and reading them all costs five times as much. Fields that hold objects come out as JSON
 * text, as in Athena.
 */
async function trail(statement: string, places: LakePlaces): Promise<string> {
  const days = namedPartitions(statement, 'cloudtrail', 'delivered_day') ?? ['*/*/*'];
  const logs = join(places.trail, 'AWSLogs');
  const found = await places.glob(
    days.flatMap((day) => [
      join(logs, '*', 'CloudTrail', '*', day, '*.json*'),
      join(logs, '*', '*', 'CloudTrail', '*', day, '*.json*'),
    ]),
  );
  const files = found.filter((file) => !places.skipped.has(file));
  if (files.length === 0) return empty(CLOUDTRAIL);
  const named = CLOUDTRAIL_FIELDS.filter(
    ({ field }) => statement.includes('*') || new RegExp(`\\b${field}\\b`, 'i').test(statement),
  );
  const fields = named.length > 0 ? named : CLOUDTRAIL_FIELDS.slice(0, 1);
  const record = fields.map(
    ({ field, type, json }) => `"${field}" ${json ? 'JSON' : duckdbType(type)}`,
  );
  const path = '/([0-9]{12})/CloudTrail/([^/]+)/([0-9]{4}/[0-9]{2}/[0-9]{2})/[^/]+$';
  return `SELECT ${fields
    .map(
      ({ field, json }) =>
        `${json ? `NULLIF(record."${field}"::VARCHAR, 'null')` : `record."${field}"`} AS "${field.toLowerCase()}"`,
    )
    .join(', ')},
    regexp_extract(filename, ${literal(path)}, 1) AS "account_id",
    regexp_extract(filename, ${literal(path)}, 2) AS "region",
    regexp_extract(filename, ${literal(path)}, 3) AS "delivered_day"
    FROM (
      SELECT unnest("Records") AS record, filename
      FROM read_json(${list(files)}, format = 'auto', columns = {"Records": ${literal(`STRUCT(${record.join(', ')})[]`)}},
        hive_partitioning = false, filename = true, maximum_object_size = ${places.max_document_bytes})
    )`;
}

/** Parquet files of runs; every column by name and type, so that older files read like new ones. */
async function parquet(table: Table, patterns: string[], places: LakePlaces): Promise<string> {
  const files = patterns.length > 0 ? await places.glob(patterns) : [];
  if (files.length === 0) return empty(table);
  const day = table.partitions[0]?.name ?? 'day';
  return `SELECT ${table.columns.map(({ name, type }) => `CAST("${name}" AS ${duckdbType(type)}) AS "${name}"`).join(', ')},
    regexp_extract(filename, '/${day}=([^/]+)/', 1) AS "${day}"
    ${table.partitions.length > 1 ? `, regexp_extract(filename, '/run=([^/]+)/', 1) AS "run"` : ''}
    FROM read_parquet(${list(files)}, union_by_name = true, hive_partitioning = false, filename = true)`;
}

/** The files of the published runs, one run a day. */
async function published(table: Table, name: PublishedTable, places: LakePlaces): Promise<string> {
  const runs = await places.catalog.listPublished(name);
  const patterns = runs.map(({ day, run }) =>
    join(places.lake, runPrefix(name, day, run), '*.parquet'),
  );
  return parquet(table, patterns, places);
}

const staged = (table: Table, name: PublishedTable, places: LakePlaces): Promise<string> =>
  parquet(table, [join(places.lake, name, `${DAY_KEY[name]}=*`, 'run=*', '*.parquet')], places);

/** The SELECT behind each table, for one statement. */
export const TABLE_VIEWS: Record<
  string,
  (places: LakePlaces, statement: string) => Promise<string>
> = {
  history: (places, statement) => {
    const days = namedPartitions(statement, 'history', 'day') ?? ['*'];
    const patterns = days.map((day) => join(places.lake, 'history', `day=${day}`, '**', '*.json*'));
    return jsonLines(HISTORY, patterns, places);
  },
  cloudtrail: (places, statement) => trail(statement, places),
  submissions_staging: (places) => staged(SUBMISSIONS_STAGING, 'submissions', places),
  submissions: (places) => published(SUBMISSIONS, 'submissions', places),
  events_staging: (places) => staged(EVENTS_STAGING, 'events', places),
  events: (places) => published(EVENTS, 'events', places),
  ledger: (places) =>
    jsonLines(LEDGER, [join(places.lake, 'ledger', 'day=*', '**', '*.json')], places),
};
