import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../core/ports';

/** JSON lines for CloudWatch Logs. POWERTOOLS_LOG_LEVEL sets the level. */
export function lambdaLog(stage: string): Log {
  const logger = new Logger({ serviceName: `athena-ledger-${stage}` });
  return {
    info: (code, fields = {}) => {
      logger.info(code, fields);
    },
    warn: (code, fields = {}) => {
      logger.warn(code, fields);
    },
  };
}
