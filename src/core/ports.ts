/**
 * What a stage may ask of the world. Stages know only these interfaces; `src/aws` and `src/local`
 * implement them, and one contract suite per port (tests/ports) holds every implementation to them.
 */
import type { HistoryRow } from './tables/history';

/** Wall clock, always UTC, and the only way to wait: tests replace it. */
export interface Clock {
  now(): Date;
  sleep(ms: number): Promise<void>;
}

/** How long the caller may still run. Infinity on a laptop, the Lambda's remaining time on AWS. */
export interface Deadline {
  remainingMs(): number;
}

/** Structured log lines. Never query text, never a secret. */
export interface Log {
  info(code: string, fields?: Record<string, unknown>): void;
  warn(code: string, fields?: Record<string, unknown>): void;
}

/** A stored object: `key` is relative to the lake's root, with `/` between folders. */
export interface StoredFile {
  key: string;
  size_bytes: number;
}

/** The lake: a bucket on AWS, a folder on a laptop. */
export interface FileStore {
  /** Every file whose key starts with `prefix`, in key order. */
  list(prefix: string): AsyncIterable<StoredFile>;
  /** The file's bytes, or null if there is none. */
  read(key: string): Promise<Buffer | null>;
  /** Creates or replaces the whole file at once: a reader sees the old one or the new one. */
  write(key: string, body: Uint8Array): Promise<void>;
  /** Deletes files; one that does not exist is fine. Throws if any could not be deleted. */
  delete(keys: readonly string[]): Promise<void>;
}

/** Addresses that open a file of the lake without credentials, for a while. */
export interface Links {
  /** @param seconds how long it opens; less, if the credentials that signed it end before */
  linkTo(key: string, seconds: number): Promise<string>;
}

/** Tells people who asked to be told. */
export interface Notices {
  publish(subject: string, message: string): Promise<void>;
}

/** Files that are larger than memory. */
export interface LargeFiles {
  /**
   * Creates or replaces the whole file at once, from its parts in order; they are asked for as they
   * can be stored. If one of them throws, the error goes on, and what was there before stays.
   */
  writeParts(key: string, parts: AsyncIterable<Uint8Array>): Promise<void>;
}

export interface Page<T> {
  items: T[];
  /** Absent on the last page. */
  next_token?: string;
}

/** Why one id of a batch could not be fetched (Athena's UnprocessedQueryExecutionIds). */
export interface Unprocessed {
  query_execution_id: string;
  error_code: string;
  error_message: string;
}

/** A query execution as Athena describes it, before the stage adds where and when it was collected. */
export type QueryExecutionDetails = Omit<
  HistoryRow,
  'account_id' | 'region' | 'workgroup_tags' | 'collected_at'
>;

/**
 * Athena's API of one account and region. Implementations neither pace nor retry beyond the SDK's
 * adaptive retries: the stage's token buckets do the pacing.
 */
export interface QueryHistory {
  /** Whose history this is: 12 digits, and a region name. */
  whoAmI(): Promise<{ account_id: string; region: string }>;
  listWorkgroups(next_token?: string): Promise<Page<string>>;
  /** At most 50 ids a page, newest first as observed (AWS does not document the order). */
  listQueryExecutions(workgroup: string, next_token?: string): Promise<Page<string>>;
  /** At most 50 ids a call. */
  getQueryExecutions(
    ids: readonly string[],
  ): Promise<{ executions: QueryExecutionDetails[]; unprocessed: Unprocessed[] }>;
  /** The workgroup's resource tags; null if they may not be read. */
  workgroupTags(workgroup: string): Promise<Record<string, string> | null>;
}

/** A span of time to the second, both ends included. */
export interface TimeRange {
  from: Date;
  to: Date;
}

/**
 * CloudTrail's event history of one account and region: its management events of the last 90 days,
 * trail or no trail. Implementations neither pace nor retry beyond the SDK's adaptive retries.
 */
export interface EventHistory {
  /** Whose events these are: 12 digits, and a region name. */
  whoAmI(): Promise<{ account_id: string; region: string }>;
  /**
   * Events by their name, of whatever service, newest first: at most 50 a page, each the text of its
   * own record in JSON (empty if CloudTrail gave none). A token goes with its name and range only.
   */
  lookupEvents(event_name: string, range: TimeRange, next_token?: string): Promise<Page<string>>;
}

export interface TrailSource {
  account_id: string;
  region: string;
}

/** Where CloudTrail delivers. */
export interface Trail {
  /** Accounts and regions that have a folder for the delivered day, found by listing, sorted. */
  sources(delivered_day: string): Promise<TrailSource[]>;
}

/** How a statement is run: who waits for it, and what makes a repeated call join the first. */
export interface StatementCall {
  /** 32–128 characters; the same token with the same text runs once. */
  token: string;
  deadline: Deadline;
}

export type SqlValue = string | number | boolean | null;
export type SqlRow = Record<string, SqlValue>;

export interface InsertResult {
  /** As the engine counted them: the audit holds the files to it. Null if it does not say. */
  rows_written: number | null;
  /** Files that could not be read and were left out, where the engine was told to go on. */
  files_skipped: number;
}

/**
 * Runs statements in Athena's dialect over the lake's tables.
 * Throws StatementFailed if the engine refused or failed it, DeadlineReached if the caller's time is
 * over before the statement is (the statement itself goes on, and the same token joins it again).
 */
export interface SqlEngine {
  /** An INSERT INTO a staging table. */
  insert(statement: string, call: StatementCall): Promise<InsertResult>;
  /** A SELECT with a small result: bigint, integer and double come as numbers. */
  query(statement: string, call: StatementCall): Promise<SqlRow[]>;
}

/** Answers that are larger than memory. */
export interface SqlReader {
  /**
   * A SELECT of any size, by page, in its order; values as `query` has them. It is run when the first
   * page is asked for. Throws what `query` throws; DeadlineReached also between two pages.
   */
  pages(statement: string, call: StatementCall): AsyncIterable<SqlRow[]>;
}

/** Tables that are published by pointing their one partition at a run. */
export type PublishedTable = 'submissions' | 'events' | 'cloudtrail_events';

export interface PublishedPartition {
  /** Which partition: its UTC day, `YYYY-MM-DD`; of a table by months, `YYYY-MM`. */
  day: string;
  /** The run whose files the partition points at. */
  run: string;
  published_at: Date;
}

export interface StagedPartition {
  /** As in PublishedPartition. */
  day: string;
  run: string;
}

/** Partitions of the published tables and of their staging tables. */
export interface Catalog {
  published(table: PublishedTable, day: string): Promise<PublishedPartition | null>;
  listPublished(table: PublishedTable): Promise<PublishedPartition[]>;
  /** Points `table`'s partition `day` at `run`, at once: readers see the old run or the new one. */
  publish(table: PublishedTable, day: string, run: string): Promise<void>;
  /** Partitions registered for runs, published or not. */
  listStaged(table: PublishedTable): Promise<StagedPartition[]>;
  /** Forgets staging partitions (not their files); one that is gone already is fine. */
  dropStaged(table: PublishedTable, partitions: readonly StagedPartition[]): Promise<void>;
}
