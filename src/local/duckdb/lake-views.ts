import { totalmem } from 'node:os';
import type { DuckDBConnection } from '@duckdb/node-api';
import { messageOf } from '../../core/errors';
import type { Catalog } from '../../core/ports';
import { CLOUDTRAIL } from '../../core/tables';
import { brokenFile, namedError } from './broken-file';
import { useMemory, type MemoryUse } from './session';
import { TABLE_VIEWS } from './tables';
import { mentions, tokensOf } from './tokens';
import { translate } from './translate';
import type { LakePlaces, Tokens } from './view-text';

export interface LakeViewsOptions {
  lake: string;
  /** The folder above AWSLogs/. */
  trail: string;
  catalog: Catalog;
  /** Views on top of the tables: SELECT statements in Athena's dialect. */
  views: readonly { name: string; sql: string }[];
  /** Leave files out that cannot be read, instead of failing. */
  skipUnreadable: boolean;
  /** To start with: a statement that needs more has more. */
  memory: MemoryUse;
}

const STARTING_DOCUMENT_BYTES = 16 * 1024 ** 2;
/** A line holds one query, whose SQL has 262,144 bytes at most; a document holds a log file. */
const LINES_TO_DOCUMENTS = 1 / 8;
const LARGEST_DOCUMENT_BYTES = 2 * 1024 ** 3;

/** DuckDB's words for a column that a file lacks: alone, or when the SELECT names its result the same. */
const LACKS_A_COLUMN = /Referenced column|referenced that exists in the SELECT clause/;

export interface LakeViews {
  /** Files to leave out of all tables, with the reason. */
  skipped: Map<string, string>;
  /** How many of them the last statement would have read. */
  leftOut(): number;
  /** Runs `work` on fresh views; again with a larger limit, or without a broken file, as need be. */
  under<T>(statement: string, work: () => Promise<T>): Promise<T>;
}

/** Leaves out the broken file that the error is about, if that is allowed and new. */
function leaveOut(error: unknown, skipped: Map<string, string>, isAllowed: boolean): boolean {
  const broken = brokenFile(error);
  if (!broken || !isAllowed || skipped.has(broken.file)) return false;
  skipped.set(broken.file, broken.reason);
  return true;
}

/** Of the trail a statement keeps little and frees much: there, giving it back costs most time. */
const isFrugal = ({ memory }: LakeViewsOptions, needed: Tokens): boolean =>
  memory.isFrugal && !mentions(needed, CLOUDTRAIL.name);

/** The lake's tables that a statement names, made as views. */
export function lakeViews(connection: DuckDBConnection, options: LakeViewsOptions): LakeViews {
  const skipped = new Map<string, string>();
  const left_out = new Set<string>();
  let max_document_bytes = STARTING_DOCUMENT_BYTES;
  let { memory_mb } = options.memory;
  let lacks_columns = false;

  const isWhole = (file: string): boolean => {
    if (skipped.has(file)) left_out.add(file);
    return !skipped.has(file);
  };

  const create = (name: string, select: string): Promise<unknown> =>
    connection.run(`CREATE OR REPLACE VIEW "${name}" AS ${select}`);

  const refresh = async (statement: string): Promise<void> => {
    const own = tokensOf(statement);
    const views = options.views.filter(({ name }) => mentions(own, name));
    const needed = [own, ...views.map(({ sql }) => tokensOf(sql))].flatMap((t) => [...t, ';']);
    const places: LakePlaces = {
      ...options,
      isWhole,
      lacks_columns,
      max_document_bytes,
      max_line_bytes: max_document_bytes * LINES_TO_DOCUMENTS,
    };
    left_out.clear();
    for (const [name, select] of Object.entries(TABLE_VIEWS)) {
      if (mentions(needed, name)) await create(name, await select(places, needed));
    }
    for (const { name, sql } of views) await create(name, await translate(sql));
    await useMemory(connection, { memory_mb, isFrugal: isFrugal(options, needed) });
  };

  const canGoOn = (error: unknown): boolean => {
    // Some of a statement cannot be written to disk: a larger day needs more, if the machine has it.
    if (messageOf(error).includes('Out of Memory Error')) {
      memory_mb *= 2;
      return memory_mb <= totalmem() / 1e6;
    }
    if (messageOf(error).includes('maximum_object_size')) {
      max_document_bytes *= 4;
      return max_document_bytes <= LARGEST_DOCUMENT_BYTES;
    }
    // Or the statement has a name that nobody knows: then it fails the second time.
    if (!lacks_columns && LACKS_A_COLUMN.test(messageOf(error))) {
      lacks_columns = true;
      return true;
    }
    return leaveOut(error, skipped, options.skipUnreadable);
  };

  return {
    skipped,
    leftOut: () => left_out.size,
    under: async (statement, work) => {
      for (;;) {
        try {
          await refresh(statement);
          return await work();
        } catch (error) {
          if (!canGoOn(error)) throw namedError(error);
        }
      }
    },
  };
}
