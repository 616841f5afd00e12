/** What a run of a delivered day reads: all of it, or what is new since the published run. */
import type { TrailSource } from '../core/ports';
import type { SubmissionsPorts } from './build-submissions';
import { newFiles, noteReadFiles, presentFiles, readFilesOf } from './read-files';
import { growingStatements, insertStatements } from './statements';

export interface Reading {
  /** The INSERT statements of one attempt, in order. */
  inserts(attempt: string): string[];
  /** To be called when a run is published: notes what it has read, if a later run will ask. */
  published(run: string): Promise<void>;
}

const all = (sources: readonly TrailSource[], delivered_day: string): Reading => ({
  inserts: (attempt) => insertStatements(sources, delivered_day, attempt),
  published: () => Promise.resolve(),
});

/**
 * Only for the lake's own trail, whose files LookupEvents writes: its keys are the engine's paths but
 * for `lake_root`. A run is read on from only if it says what it has read.
 */
async function onlyNew(
  ports: SubmissionsPorts,
  lake_root: string,
  sources: readonly TrailSource[],
  delivered_day: string,
): Promise<Reading> {
  const { files, catalog } = ports;
  const present = await presentFiles(files, sources, delivered_day);
  const before = await catalog.published('submissions', delivered_day);
  const read = before && (await readFilesOf(files, delivered_day, before.run));
  const unread = read && newFiles(present, read, lake_root);
  let written: string | null = null;
  return {
    inserts: (attempt) => {
      written = attempt;
      return unread
        ? growingStatements(unread, delivered_day, attempt)
        : insertStatements(sources, delivered_day, attempt);
    },
    // A run that an earlier call has written may have read other files than are there now.
    published: async (run) => {
      if (run === written) await noteReadFiles(files, delivered_day, run, present);
    },
  };
}

/** @param only_new read what is new since the published run, if that can be told */
export const readingOf = async (
  ports: SubmissionsPorts,
  sources: readonly TrailSource[],
  delivered_day: string,
  only_new: boolean,
): Promise<Reading> =>
  only_new && ports.lake_root !== undefined
    ? await onlyNew(ports, ports.lake_root, sources, delivered_day)
    : all(sources, delivered_day);
