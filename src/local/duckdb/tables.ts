/**
 * The lake's tables as DuckDB views over its files, made afresh before each statement: what a
 * statement sees is what lay in the lake when it began.
 */
import { join } from 'node:path';
import { dayRange, isDay } from '../../core/days';
import { PARTITION_KEYS, partitionValues, runPrefix } from '../../core/lake';
import type { PublishedPartition, PublishedTable } from '../../core/ports';
import {
  ADDRESSES,
  CLOUDTRAIL_EVENTS,
  CLOUDTRAIL_EVENTS_STAGING,
  EVENTS,
  EVENTS_STAGING,
  HISTORY,
  LEDGER,
  SUBMISSIONS,
  SUBMISSIONS_STAGING,
  type Table,
} from '../../core/tables';
import { dayFiles, linesBelow, runFiles, stagedFiles } from './partition-files';
import { isNamed, namedPartitions, type Interval } from './pruning';
import { trailView } from './trail-view';
import { duckdbType } from './types';
import { empty, list, literal, readJson, type LakePlaces, type Tokens } from './view-text';

/** The partition keys as columns: they stand in the files' names. */
const keysOf = (table: Table): string[] =>
  table.partitions.map(
    ({ name }) => `regexp_extract(filename, '.*/${name}=([^/]+)/', 1) AS "${name}"`,
  );

/** Files of JSON lines; the partition keys, if the table has any, are in their names. */
function jsonLines(table: Table, found: readonly string[], places: LakePlaces): string {
  const files = found.filter((file) => places.isWhole(file));
  if (files.length === 0) return empty(table);
  const columns = table.columns.map(({ name, type }) => `"${name}": ${literal(duckdbType(type))}`);
  const names = table.columns.map(({ name }) => `"${name}"`);
  return `SELECT ${[...names, ...keysOf(table)].join(', ')}
    FROM ${readJson(files, 'newline_delimited', columns, places.max_line_bytes)}`;
}

/** JSON lines below folders that name the day: `history` and `ledger`. */
async function linesByDay(table: Table, places: LakePlaces, tokens: Tokens): Promise<string> {
  const days = namedPartitions(tokens, table.name, 'day');
  const files = await dayFiles(join(places.lake, table.name), (day) => isNamed(days, day));
  return jsonLines(table, files, places);
}

/** JSON lines in one folder: `addresses`. */
const linesOf = async (table: Table, places: LakePlaces): Promise<string> =>
  jsonLines(table, await linesBelow(join(places.lake, table.name)), places);

/**
 * Parquet files of runs; every column by name and type, so that older files read like new ones. A column
 * that none of the files has yet is null if `lacks_columns`: the table without rows knows it.
 */
function parquet(table: Table, files: readonly string[], lacks_columns: boolean): string {
  if (files.length === 0) return empty(table);
  const columns = table.columns.map(
    ({ name, type }) => `CAST("${name}" AS ${duckdbType(type)}) AS "${name}"`,
  );
  const rows = `SELECT * FROM read_parquet(${list(files)}, union_by_name = true, hive_partitioning = false, filename = true)`;
  const all = lacks_columns
    ? `${rows} UNION ALL BY NAME ${empty({ ...table, partitions: [] })}`
    : rows;
  return `SELECT ${[...columns, ...keysOf(table)].join(', ')} FROM (${all})`;
}

/** Every day of the intervals; null if they have no end. */
const daysIn = (named: readonly Interval[] | null): string[] | null =>
  named?.every(([from, to]) => isDay(from) && isDay(to))
    ? [...new Set(named.flatMap(([from, to]) => dayRange(from, to)))]
    : null;

/** Is the value of a partition's key one that the statement may read? By key. */
function wantedBy(tokens: Tokens, table: string, keys: readonly string[]) {
  const named = new Map(keys.map((key) => [key, namedPartitions(tokens, table, key)]));
  return (key: string, value: string): boolean => isNamed(named.get(key) ?? null, value);
}

/** The published runs that the statement may read. Single days are looked up, not listed. */
async function runsWanted(
  name: PublishedTable,
  { catalog }: LakePlaces,
  tokens: Tokens,
): Promise<PublishedPartition[]> {
  const keys = PARTITION_KEYS[name];
  const [key = ''] = keys;
  const days = keys.length > 1 ? null : daysIn(namedPartitions(tokens, name, key));
  if (days) {
    const runs = await Promise.all(days.map((day) => catalog.published(name, day)));
    return runs.filter((run) => run !== null);
  }
  const isWanted = wantedBy(tokens, name, keys);
  return (await catalog.listPublished(name)).filter(({ day }) =>
    partitionValues(name, day).every((value, place) => isWanted(keys[place] ?? '', value)),
  );
}

/** The files of the published runs, one run a partition. */
async function published(
  table: Table,
  name: PublishedTable,
  places: LakePlaces,
  tokens: Tokens,
): Promise<string> {
  const files = (await runsWanted(name, places, tokens)).map(({ day, run }) =>
    runFiles(join(places.lake, runPrefix(name, day, run))),
  );
  return parquet(table, (await Promise.all(files)).flat(), places.lacks_columns);
}

/** A run that broke off may have left half a file: only the runs that are asked for are opened. */
async function staged(
  table: Table,
  name: PublishedTable,
  places: LakePlaces,
  tokens: Tokens,
): Promise<string> {
  const isWanted = wantedBy(tokens, table.name, [...PARTITION_KEYS[name], 'run']);
  return parquet(table, await stagedFiles(places.lake, name, isWanted), places.lacks_columns);
}

/** The SELECT behind each table, for one statement. */
export const TABLE_VIEWS: Record<string, (places: LakePlaces, tokens: Tokens) => Promise<string>> =
  {
    history: (places, tokens) => linesByDay(HISTORY, places, tokens),
    cloudtrail: trailView,
    submissions_staging: (places, tokens) =>
      staged(SUBMISSIONS_STAGING, 'submissions', places, tokens),
    submissions: (places, tokens) => published(SUBMISSIONS, 'submissions', places, tokens),
    events_staging: (places, tokens) => staged(EVENTS_STAGING, 'events', places, tokens),
    events: (places, tokens) => published(EVENTS, 'events', places, tokens),
    cloudtrail_events_staging: (places, tokens) =>
      staged(CLOUDTRAIL_EVENTS_STAGING, 'cloudtrail_events', places, tokens),
    cloudtrail_events: (places, tokens) =>
      published(CLOUDTRAIL_EVENTS, 'cloudtrail_events', places, tokens),
    addresses: (places) => linesOf(ADDRESSES, places),
    ledger: (places, tokens) => linesByDay(LEDGER, places, tokens),
  };
