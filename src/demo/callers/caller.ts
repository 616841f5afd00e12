import type { UserIdentity } from '../identity';
import type { Random } from '../random';
import type { Rhythm } from '../rhythm';
import type { Work } from '../work';

/** Somebody, or something, that runs queries. */
export interface Caller {
  /** The name the ledger should find, and the rule that should find it. */
  user: string;
  user_source: string;
  /** In plain words: what this caller is for. */
  job: string;
  account_id: string;
  region: string;
  /** One is picked for each call; null: the call names none. */
  workgroups: readonly (string | null)[];
  identity: (random: Random) => UserIdentity;
  agents: readonly string[];
  addresses: readonly string[];
  rhythm: Rhythm;
  /** Calls on a working day, and on a Saturday or Sunday. */
  weekdays: number;
  weekends: number;
  work: readonly Work[];
  /** Share of its queries that fail. */
  failing?: number;
  /** A workgroup it used until some days before the last day, and not since. */
  formerly?: { workgroup: string; until_days_ago: number };
  /** Active only in the last days. */
  since_days_ago?: number;
}

export const BOTO3_AGENT =
  'Boto3/1.40.12 md/Botocore#1.40.12 ua/2.1 os/linux#6.1.109 md/arch#x86_64 lang/python#3.12.7 cfg/retry-mode#standard Botocore/1.40.12';
export const WRANGLER_AGENT = `${BOTO3_AGENT} awswrangler/3.11.0`;
export const DBT_AGENT = `dbt-athena/1.9.3 ${BOTO3_AGENT}`;
export const JDBC_AGENT =
  'AthenaJDBC/3.5.1 aws-sdk-java/2.29.6 Linux/5.10 OpenJDK_64-Bit_Server_VM/17.0.12';
export const METABASE_AGENT =
  'Metabase/0.52.4 aws-sdk-java/2.28.1 Linux/5.15 OpenJDK_64-Bit_Server_VM/21.0.4';
export const CLI_AGENT =
  'aws-cli/2.22.7 md/awscrt#0.22.0 ua/2.0 os/linux#6.8.0 md/arch#x86_64 lang/python#3.12.6 md/prompt#off md/command#athena.start-query-execution';
export const JS_SDK_AGENT =
  'aws-sdk-js/3.687.0 ua/2.1 os/linux#5.10 lang/js md/nodejs#22.11.0 api/athena#3.687.0';
export const MAC_AGENT =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
export const WINDOWS_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0';
