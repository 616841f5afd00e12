/** What `athena-ledger doctor` asks of the tables. */
import { renderSql } from '../../core/sql-text';
import LAST_COLLECTIONS from './last-collections.sql';
import TRAIL_RECORDS from './trail-records.sql';

/** @param delivered_day `YYYY-MM-DD`; the table's partition has slashes */
export const trailRecords = (account_id: string, region: string, delivered_day: string): string =>
  renderSql(TRAIL_RECORDS, {
    account_id,
    region,
    delivered_prefix: delivered_day.replaceAll('-', '/'),
  });

/** Rows: account_id, region, last_day. */
export const lastCollections = (from_day: string): string =>
  renderSql(LAST_COLLECTIONS, { from_day });
