/** The HTTP stand-in in a process of its own: `WORKGROUPS QUERIES quotas|free LATENCY_MS`. */
import { generatedWorld } from '../../tests/memory/world';
import { publishedQuotas } from '../../tests/stand-ins/athena-api/quota';
import { athenaApi } from '../../tests/stand-ins/athena-api/server';
import { DAY } from './collect';

const [workgroups, queries, quotas, latency] = process.argv.slice(2);
const world = generatedWorld(Number(workgroups), Number(queries), DAY);
const options = {
  quotas: quotas === 'quotas' ? publishedQuotas() : {},
  latency_ms: Number(latency),
};

athenaApi(world, options).then(
  ({ endpoint }) => {
    console.log(endpoint);
    process.stdin.resume().on('end', () => process.exit());
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
