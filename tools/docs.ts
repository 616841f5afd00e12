/** Writes the pages of docs/ that are made from code: `node tools/run.mjs tools/docs.ts`. */
import { writeFileSync } from 'node:fs';
import { permissionsPage } from './permissions-page';
import { tablesPage } from './tables-page';

writeFileSync('docs/tables.md', tablesPage());
writeFileSync('docs/permissions.md', permissionsPage());
