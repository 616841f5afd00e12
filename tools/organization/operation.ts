/** Waits for an operation of a StackSet, and says how it goes. */
import {
  type CallAs,
  type CloudFormationClient,
  DescribeStackSetOperationCommand,
  paginateListStackSetOperationResults,
  type StackSetOperationResultSummary,
} from '@aws-sdk/client-cloudformation';

export interface StackSetCalls {
  client: CloudFormationClient;
  name: string;
  call_as: CallAs;
  say: (line: string) => void;
  /** Waits so many milliseconds. */
  sleep: (ms: number) => Promise<void>;
}

const POLL_MS = 10_000;

async function resultsOf(
  { client, name, call_as }: StackSetCalls,
  OperationId: string,
): Promise<StackSetOperationResultSummary[]> {
  const found: StackSetOperationResultSummary[] = [];
  const input = { StackSetName: name, OperationId, CallAs: call_as };
  for await (const page of paginateListStackSetOperationResults({ client }, input))
    found.push(...(page.Summaries ?? []));
  return found;
}

const countOf = (results: readonly StackSetOperationResultSummary[]): string => {
  const done = results.filter(({ Status }) => Status === 'SUCCEEDED').length;
  const failed = results.filter(({ Status }) => Status === 'FAILED').length;
  return `${done} of ${results.length} stacks done${failed > 0 ? `, ${failed} failed` : ''}`;
};

const complaints = (results: readonly StackSetOperationResultSummary[]): string =>
  results
    .filter(({ Status }) => Status === 'FAILED')
    .map(
      (one) => `  ${one.Account ?? '?'} ${one.Region ?? '?'}: ${one.StatusReason ?? 'no reason'}`,
    )
    .join('\n');

/**
 * @param what the operation does, for people
 * @throws Error that names each account and region that failed
 */
export async function finished(
  calls: StackSetCalls,
  OperationId: string | undefined,
  what: string,
): Promise<void> {
  if (OperationId === undefined) return;
  const { client, name, call_as, say, sleep } = calls;
  let said = '';
  for (;;) {
    const { StackSetOperation } = await client.send(
      new DescribeStackSetOperationCommand({ StackSetName: name, OperationId, CallAs: call_as }),
    );
    const status = StackSetOperation?.Status ?? 'UNKNOWN';
    const results = await resultsOf(calls, OperationId);
    const line = `${what}: ${status}, ${countOf(results)}`;
    if (line !== said) say(line);
    said = line;
    if (status === 'SUCCEEDED') return;
    if (status === 'FAILED' || status === 'STOPPED')
      throw new Error(
        `${what} ended as ${status}:\n${complaints(results)}\nCorrect it, run again.`,
      );
    await sleep(POLL_MS);
  }
}
