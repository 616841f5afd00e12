/** Writes records into files of a trail's form, `{"Records":[…]}`, cut at a number of records. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { JobIncomplete } from '../core/errors';
import { trailKey } from '../core/lake';
import type { FileStore } from '../core/ports';
import { windowLabel } from '../core/window';
import type { Cursor, Series } from './cursor';

export interface LogFiles {
  /** Adds a record to the files of a series; may write. */
  append(series: string, record: string): Promise<void>;
  /** Writes what is not written yet. Filling goes on where it was, also in a later call. */
  flush(): Promise<void>;
  /** Forgets how far the files have come: they are filled anew from the first. */
  reset(): void;
}

/** Records of the time before the window are a series of their own. */
export const LATE = 'late';
/** Their parts count from here: those of the window count from 0. */
const FIRST_LATE_PART = 9000;

/** Listings go back in time, so that another day than these two is seldom filled. */
const OPEN_SERIES = 2;
const RECORDS_PER_PART = 5000;
/** A record has up to 256 KB; a part of the largest ones must fit into memory, too. */
const PART_CHARACTERS = 16 * 1024 * 1024;

type Whose = Pick<Cursor, 'account_id' | 'region' | 'window' | 'series'>;

/** Key of a series' part: `late` lies below the first day of the window. */
function keyOf({ account_id, region, window }: Whose, series: string, part: number): string {
  const day = series === LATE ? window.from : series;
  return trailKey({ day, account_id, region, window: windowLabel(window, day), part });
}

/**
 * Stands between records and nowhere else: inside a JSON text a tab is white space, and readRecord
 * has made blanks of those. So a file is taken apart again without touching its records.
 */
const BETWEEN = ',\t';
const HEAD = '{"Records":[';
const TAIL = ']}';

const parse = (body: Buffer): string[] =>
  gunzipSync(body).toString('utf8').slice(HEAD.length, -TAIL.length).split(BETWEEN);

const format = (records: readonly string[]): Buffer =>
  gzipSync(`${HEAD}${records.join(BETWEEN)}${TAIL}`);

const charactersOf = (records: readonly string[]): number =>
  records.reduce((sum, record) => sum + record.length, 0);

/**
 * A file that a call could not fill is filled by the next one: so that the files of a run are the
 * same however often it was stopped.
 * @param whose the cursor; its `series` are kept up to date
 * @param records_per_part default 5,000
 */
export function logFiles(
  files: FileStore,
  whose: Whose,
  records_per_part = RECORDS_PER_PART,
): LogFiles {
  const open = new Map<string, { records: string[]; characters: number }>();
  const stateOf = (series: string): Series =>
    (whose.series[series] ??= {
      part: series === LATE ? FIRST_LATE_PART : 0,
      in_part: 0,
      records: 0,
    });

  /** What stands in the part already. A call that died may have left more of it: that comes again. */
  async function begun(series: string): Promise<string[]> {
    const { part, in_part } = stateOf(series);
    if (in_part === 0) return [];
    const key = keyOf(whose, series, part);
    const body = await files.read(key);
    const records = body ? parse(body) : [];
    if (records.length >= in_part) return records.slice(0, in_part);
    throw new JobIncomplete(`${key}: changed while it was being filled; run the same days again.`);
  }

  async function write(series: string): Promise<void> {
    const { records = [] } = open.get(series) ?? {};
    open.delete(series);
    if (records.length > 0)
      await files.write(keyOf(whose, series, stateOf(series).part), format(records));
  }

  async function opened(series: string) {
    const found = open.get(series);
    open.delete(series);
    const [oldest] = open.keys();
    if (!found && oldest !== undefined && open.size >= OPEN_SERIES) await write(oldest);
    const records = found ? [] : await begun(series);
    const part = found ?? { records, characters: charactersOf(records) };
    open.set(series, part); // last: used last
    return part;
  }

  async function append(series: string, record: string): Promise<void> {
    const part = await opened(series);
    part.records.push(record);
    part.characters += record.length;
    const state = stateOf(series);
    state.records += 1;
    state.in_part += 1;
    if (state.in_part < records_per_part && part.characters < PART_CHARACTERS) return;
    await write(series);
    state.part += 1;
    state.in_part = 0;
  }

  return {
    append,
    flush: async () => {
      for (const series of [...open.keys()]) await write(series);
    },
    reset: () => {
      open.clear();
      whose.series = {};
    },
  };
}

/** Files that a series has so far. */
export const partsOf = ({ part, in_part }: Series): number =>
  (part % FIRST_LATE_PART) + (in_part > 0 ? 1 : 0);
