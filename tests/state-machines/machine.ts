/** Runs a state machine of a template: its very definition, with a function in place of Lambda. */
import { StateMachine } from 'aws-local-stepfunctions';
import type { Resource } from '../../tools/permissions/template';

/** Node 22 has `Promise.withResolvers`, which the interpreter's Fail state needs; Node 20 must do. */
const promises = Promise as unknown as { withResolvers?: () => object };
promises.withResolvers ??= () => {
  const settle: { resolve?: unknown; reject?: unknown } = {};
  const promise = new Promise((resolve, reject) => Object.assign(settle, { resolve, reject }));
  return { promise, ...settle };
};

/** What a state machine asks Lambda for (Step Functions developer guide, "Invoke Lambda"). */
export interface Invocation {
  FunctionName: string;
  Payload: unknown;
}

/** @param name of the function, by its ARN */
export type Invoke = (payload: unknown, name: string) => Promise<unknown>;

export interface Execution {
  output?: unknown;
  /** Of an execution that failed. */
  error?: { name: string; cause: string };
  calls: Invocation[];
}

interface State {
  Type: string;
  Resource?: string;
  ItemProcessor?: Definition;
}

interface Definition {
  States: Record<string, State>;
}

export const definitionOf = ({ Properties }: Resource): Definition =>
  JSON.parse(Properties['DefinitionString'] as string) as Definition;

/** Names of the tasks, those inside of Maps included; an override goes by the name alone. */
export function tasksOf({ States }: Definition): string[] {
  return Object.entries(States).flatMap(([name, { Type, ItemProcessor }]) => [
    ...(Type === 'Task' ? [name] : []),
    ...(ItemProcessor ? tasksOf(ItemProcessor) : []),
  ]);
}

const clone = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

/** A function's error: its class is the error's name, the rest is JSON (Lambda developer guide). */
function asLambdaSays(error: unknown): never {
  const { name, message } = error as Error;
  const cause = JSON.stringify({ errorType: name, errorMessage: message });
  throw Object.assign(new Error(cause), { name });
}

/**
 * Runs it to its end; retries do not wait. What goes into and out of the function goes through JSON,
 * as it does there.
 */
export async function execute(
  machine: Resource,
  input: unknown,
  invoke: Invoke,
): Promise<Execution> {
  const definition = definitionOf(machine);
  const tasks = tasksOf(definition);
  const calls: Invocation[] = [];
  const call = async (given: Invocation) => {
    calls.push(clone(given) as Invocation);
    const answer = await invoke(clone(given.Payload), given.FunctionName).catch(asLambdaSays);
    return { StatusCode: 200, Payload: answer === undefined ? null : clone(answer) };
  };
  type Options = NonNullable<Parameters<StateMachine['run']>[1]>;
  const overrides = {
    taskResourceLocalHandlers: Object.fromEntries(tasks.map((name) => [name, call])),
    retryIntervalOverrides: Object.fromEntries(tasks.map((name) => [name, 0])),
  } as unknown as NonNullable<Options['overrides']>;
  const interpreter = new StateMachine(
    definition as unknown as ConstructorParameters<typeof StateMachine>[0],
  );
  const run = interpreter.run(input as Parameters<StateMachine['run']>[0], { overrides });
  try {
    return { output: await run.result, calls };
  } catch (failure) {
    const { name, message } = (failure as Error).cause as Error;
    return { error: { name, cause: message }, calls };
  }
}
