/** `npm run build`, and after every `npm ci`: everything that runs outside the sources. */
import { existsSync } from 'node:fs';
import { buildCli, buildFunction } from './bundles.mjs';

await Promise.all([
  buildCli(),
  ...['history', 'events'].filter((s) => existsSync(`src/${s}/handler.ts`)).map(buildFunction),
]);
