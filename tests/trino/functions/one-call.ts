/** A call of a function as its caller sees it. */
import { FunctionError, type Failure, type Instance } from './lambda';

export interface Called<T> {
  answer?: T;
  /** What the handler threw; `Ended` if the instance was ended in the midst of it. */
  failure?: Failure;
  log: string;
}

function failureOf(error: unknown): Failure {
  if (error instanceof FunctionError) return error.failure;
  return { errorType: 'Ended', errorMessage: String(error) };
}

/** One call of a cold instance. */
export async function callOnce<T>(
  start: () => Promise<Instance>,
  event: unknown,
  timeout_ms?: number,
): Promise<Called<T>> {
  const instance = await start();
  try {
    return { answer: await instance.invoke<T>(event, timeout_ms), log: instance.log() };
  } catch (error) {
    return { failure: failureOf(error), log: instance.log() };
  } finally {
    await instance.end();
  }
}
