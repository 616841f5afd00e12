import * as z from 'zod/mini';
import {
  LAKE_ENVIRONMENT,
  lakeSettings,
  readEnvironment,
  type Environment,
  type LakeSettings,
} from '../core/lake-environment';
import { SQL_DETAILS, type SqlDetail } from './model';

export interface ReportConfig extends LakeSettings {
  /** How much of the SQL a report shows. */
  sql: SqlDetail;
  /** Topic that is told of a new report; null: none. */
  topic: string | null;
  /** Hours for which the link in that message opens. */
  link_hours: number;
}

/** Roles of functions sign with credentials that end after twelve hours at most. */
const MOST_HOURS = 12;
const HOURS = `must be a whole number of hours from 0 to ${MOST_HOURS}`;

const environment = z.object({
  ...LAKE_ENVIRONMENT,
  REPORT_SQL: z._default(z.enum(SQL_DETAILS, 'must be full, masked or none'), 'full'),
  REPORT_TOPIC_ARN: z
    ._default(z.string(), '')
    .check(z.regex(/^(arn:[a-z0-9-]+:sns:[^:]+:\d{12}:.+)?$/, 'is not the ARN of an SNS topic')),
  REPORT_LINK_HOURS: z._default(z.string(), '0').check(
    z.regex(/^\d{1,2}$/, HOURS),
    z.refine((text) => Number(text) <= MOST_HOURS, HOURS),
  ),
});

/**
 * Reads the function's settings.
 * @throws InvalidConfig that names the variable
 */
export function readConfig(env: Environment): ReportConfig {
  const given = readEnvironment(environment, env);
  const link_hours = Number(given.REPORT_LINK_HOURS);
  const isTold = given.REPORT_TOPIC_ARN !== '' && link_hours > 0;
  return {
    ...lakeSettings(given, env),
    sql: given.REPORT_SQL,
    topic: isTold ? given.REPORT_TOPIC_ARN : null,
    link_hours,
  };
}
