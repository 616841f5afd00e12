/** Everybody who runs queries on ordinary days. */
import { ANALYSTS } from './analysts';
import { KAI, NADIA } from './by-role';
import type { Caller } from './caller';
import { ELSEWHERE } from './elsewhere';
import { FEDERATED } from './federated';
import { KEYS_AND_SERVICES } from './keys-and-services';
import { DBT, GLUE } from './pipelines';
import { AIRFLOW, LOADER } from './schedulers';
import { SCIENTISTS } from './scientists';
import { TOOLS } from './tools';

export { AMARA, JONAS } from './analysts';
export { CLI_AGENT, type Caller } from './caller';
export { CAMPAIGN_SCRIPT, ROOT } from './keys-and-services';
export { AIRFLOW, GLUE, SCIENTISTS };

export const CALLERS: readonly Caller[] = [
  ...[GLUE, DBT, AIRFLOW, LOADER],
  ...TOOLS,
  ...ANALYSTS,
  ...ELSEWHERE,
  ...SCIENTISTS,
  ...[NADIA, KAI],
  ...FEDERATED,
  ...KEYS_AND_SERVICES,
];
