/** Rows of history, as a world has them and as Trino reads them from the lake. */
import type { World } from '../../memory/world';
import type { Row } from '../engine';
import type { LedgerStack } from './ledger-stack';

/** What Trino reads of a day, each query once, with the fields that a world varies. */
export const collectedRows = (stack: LedgerStack, day: string): Promise<Row[]> =>
  stack.query(
    `SELECT DISTINCT query_execution_id, account_id, region, workgroup, query, submitted_at,
       data_scanned_bytes, state FROM history WHERE day = '${day}' ORDER BY query_execution_id`,
  );

/** The same of every query that a world has. */
export const rowsOf = (world: World): Row[] =>
  world.workgroups
    .flatMap((workgroup) => world.ids(workgroup, 0, Infinity)!)
    .sort()
    .map((id) => {
      const { query_execution_id, workgroup, query, submitted_at, data_scanned_bytes, state } =
        world.find(id)!;
      const where = { account_id: world.account_id, region: world.region };
      const what = { workgroup, query, submitted_at, data_scanned_bytes, state };
      return { query_execution_id, ...where, ...what };
    });
