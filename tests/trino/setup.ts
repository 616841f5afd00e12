import { announce } from './running';
import { startTrino, type TrinoServer } from './server';

declare global {
  var trinoOfTheseTests: TrinoServer | undefined;
}

/** Starts the one server that all suites share. */
export default async function setup(): Promise<void> {
  globalThis.trinoOfTheseTests = await startTrino();
  announce(globalThis.trinoOfTheseTests);
}
