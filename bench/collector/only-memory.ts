import { measureMemory } from './memory';
void measureMemory().then((rows) => { console.table(rows); });
