import { awsEventHistory } from '../aws/aws-event-history';
import { systemClock } from '../core/clock';
import type { CallContext } from '../core/invocation';
import type { FileStore, Log } from '../core/ports';
import { runId } from '../core/run-id';
import { collectLookup, type LookupDone, type LookupUnfinished } from './collect-lookup';
import { parseRequest } from './request';
import type { LookupOptions, LookupPorts } from './run-state';

export type LookupHandler = (
  event: unknown,
  context: CallContext,
) => Promise<LookupDone | LookupUnfinished>;

type Settings = Pick<LookupOptions, 'window' | 'api_share'>;

/** The function over any ports. Inputs: README.md of this folder. */
export const createHandler =
  (ports: LookupPorts, settings: Settings): LookupHandler =>
  async (event, context) => {
    const request = parseRequest(event);
    return await collectLookup(ports, request, {
      ...settings,
      deadline: { remainingMs: () => context.getRemainingTimeInMillis() },
      run: request.run ?? runId(ports.clock.now(), context.awsRequestId),
    });
  };

/** On AWS it is part of HistoryFunction, with its settings and its lake. */
export const awsLookup = (
  lake: { files: FileStore; log: Log },
  settings: Settings,
): LookupHandler => createHandler({ ...awsEventHistory(), clock: systemClock, ...lake }, settings);
