/** Writes the pages of docs/ that are made from code: `node tools/run.mjs tools/docs.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withCostTable } from './cost-table';
import { permissionsPage } from './permissions-page';
import { policyPage } from './policy';
import { tablesPage } from './tables-page';

writeFileSync('docs/tables.md', tablesPage());
writeFileSync('docs/cost.md', withCostTable(readFileSync('docs/cost.md', 'utf8')));
writeFileSync('docs/permissions.md', permissionsPage());
writeFileSync('docs/policy.json', policyPage());
