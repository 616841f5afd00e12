/** Fields that the inputs of several functions have, with their messages. */
import * as z from 'zod/mini';
import { isDay } from './days';
import { runStart } from './run-id';

/** A UTC day. */
export const dayField = z.string().check(z.refine(isDay, 'is not a day; write it as YYYY-MM-DD'));

/** A job's id: the sweep reads its time, a caller chooses the rest. */
export const runField = z
  .string()
  .check(z.refine((run) => runStart(run) !== null, 'is not an id like 20260302T011500Z-1f2e3d4c'));
