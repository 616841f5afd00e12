/** What every stand-in of an AWS service shares: errors as the SDK throws them, and planned faults. */

/** One call that reached a stand-in. `nth` counts the stand-in's calls from 1. */
export interface StandInCall {
  command: string;
  nth: number;
  input: object;
}

/** `after`: the call takes effect and its answer is lost on the way back. */
export interface Fault {
  error: Error;
  when: 'before' | 'after';
}

/** Asked once per call; what it returns is thrown. */
export type FaultPlan = (call: StandInCall) => Fault | undefined;

/** An error as the SDK throws it: callers tell errors apart by `name`. */
export const awsError = (name: string, message: string, httpStatusCode = 400): Error =>
  Object.assign(new Error(message), {
    name,
    $fault: httpStatusCode < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode, attempts: 1 },
  });

/** A connection that broke: a Node error code and no HTTP status. */
export const lostConnection = (): Error =>
  Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', $metadata: { attempts: 1 } });

/** Fails the first `times` calls of a command. */
export function failing(
  command: string,
  error: Error,
  times = 1,
  when: Fault['when'] = 'before',
): FaultPlan {
  let left = times;
  return (call) => (call.command === command && left-- > 0 ? { error, when } : undefined);
}

/** Calls seen so far, and the faults planned for them; `plan` may be replaced at any time. */
export class CallLog {
  readonly calls: StandInCall[] = [];
  plan: FaultPlan = () => undefined;

  /** Runs one call's effect under the plan. */
  async run<T>(command: string, input: object, effect: () => T | Promise<T>): Promise<T> {
    const call = { command, nth: this.calls.length + 1, input };
    this.calls.push(call);
    const fault = this.plan(call);
    if (fault?.when === 'before') throw fault.error;
    const answer = await effect();
    if (fault) throw fault.error;
    return answer;
  }

  count(command: string): number {
    return this.calls.filter((call) => call.command === command).length;
  }
}
