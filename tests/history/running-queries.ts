import type { QueryExecutionDetails } from '../../src/core/ports';
import { steppingClock } from '../stand-ins/stepping-clock';
import { DAY, desk, execution, listedWorld, type Desk } from './collecting';

export const NEXT = '2026-03-02';
export const late = (
  id: string,
  over: Partial<QueryExecutionDetails> = {},
): QueryExecutionDetails =>
  execution({
    query_execution_id: id,
    submitted_at: `${DAY}T23:59:00.000Z`,
    state: 'RUNNING',
    completed_at: null,
    data_scanned_bytes: null,
    ...over,
  });
export const ended = {
  state: 'SUCCEEDED',
  completed_at: `${NEXT}T06:30:00.000Z`,
  data_scanned_bytes: 7,
};
export const morning = (day: string): Partial<Desk> => ({
  clock: steppingClock(`${day}T06:00:00.000Z`),
});

/** The day after: the same lake, the world as it is then. */
export const nextDay = (
  ports: Desk,
  given: Record<string, QueryExecutionDetails[]>,
  day = '2026-03-03',
): Desk => desk(listedWorld(given), { files: ports.files, ...morning(day) });
