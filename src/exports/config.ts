import * as z from 'zod/mini';
import type { ReportFormat } from '../core/lake';
import {
  LAKE_ENVIRONMENT,
  lakeSettings,
  readEnvironment,
  type Environment,
  type LakeSettings,
} from '../core/lake-environment';
import { isTimeZone } from './time-zone';

export interface ExportsConfig extends LakeSettings {
  /** What a request that names no format gets. */
  format: ReportFormat;
  /** What a request that names no zone gets. */
  time_zone: string;
}

const environment = z.object({
  ...LAKE_ENVIRONMENT,
  OUTPUT_TYPE: z._default(z.enum(['csv', 'json'], 'must be csv or json'), 'csv'),
  REPORT_TIME_ZONE: z
    ._default(z.string(), 'UTC')
    .check(z.refine(isTimeZone, 'must be a zone of the IANA database, as UTC or Europe/Berlin')),
});

/**
 * Reads the function's settings.
 * @throws InvalidConfig that names the variable
 */
export function readConfig(env: Environment): ExportsConfig {
  const given = readEnvironment(environment, env);
  return {
    ...lakeSettings(given, env),
    format: given.OUTPUT_TYPE,
    time_zone: given.REPORT_TIME_ZONE,
  };
}
