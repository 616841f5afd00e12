/** `npm run build [-- OUT]`, and after every `npm ci`: everything that runs outside the sources. */
import { buildCli, buildFunction } from './bundles.mjs';

const [out = 'dist'] = process.argv.slice(2);
await Promise.all([buildCli(out), buildFunction('history', out), buildFunction('events', out)]);
