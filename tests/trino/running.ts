import type { TrinoPlace } from './trino-world';

const VARIABLE = 'TRINO_OF_THESE_TESTS';

/** Tells the tests of the server that was started for them. */
export const announce = ({ url, root }: TrinoPlace): void => {
  process.env[VARIABLE] = JSON.stringify({ url, root });
};

/** @throws Error outside of `npm run test:trino` */
export function runningTrino(): TrinoPlace {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error('No Trino was started; run "npm run test:trino".');
  return JSON.parse(text) as TrinoPlace;
}
