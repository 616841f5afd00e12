import { CLOUDTRAIL } from './cloudtrail';
import { CLOUDTRAIL_EVENTS } from './cloudtrail-events';
import type { Column, Table } from './column';
import { EVENTS } from './events';
import { HISTORY } from './history';
import { LEDGER } from './ledger';
import { SUBMISSIONS } from './submissions';

export * from './column';
export { CLOUDTRAIL, CLOUDTRAIL_FIELDS } from './cloudtrail';
export { CLOUDTRAIL_EVENTS } from './cloudtrail-events';
export { EVENTS, EVENTS_SCHEMA_VERSION } from './events';
export { HISTORY, type HistoryRow } from './history';
export { LEDGER, type JobOutcome, type LedgerRecord } from './ledger';
export { SUBMISSIONS } from './submissions';

const RUN: Column = {
  name: 'run',
  type: 'varchar',
  source: 'the build',
  meaning: 'One attempt to build the partition.',
};

/** The same rows before they are published: one more partition key, the run. */
const staging = (table: Table): Table => ({
  ...table,
  name: `${table.name}_staging`,
  purpose: `Runs of ${table.name}, published or not; for the audit only.`,
  partitions: [...table.partitions, RUN],
});

export const SUBMISSIONS_STAGING = staging(SUBMISSIONS);
export const EVENTS_STAGING = staging(EVENTS);
export const CLOUDTRAIL_EVENTS_STAGING = staging(CLOUDTRAIL_EVENTS);

/** Every table, in the order of the data. */
export const TABLES: readonly Table[] = [
  HISTORY,
  CLOUDTRAIL,
  SUBMISSIONS_STAGING,
  SUBMISSIONS,
  EVENTS_STAGING,
  EVENTS,
  CLOUDTRAIL_EVENTS_STAGING,
  CLOUDTRAIL_EVENTS,
  LEDGER,
];
