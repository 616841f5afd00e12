import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withCostTable } from '../../tools/cost-table';

test('docs/cost.md has the table that its numbers make', () => {
  const page = readFileSync(join(__dirname, '../../docs/cost.md'), 'utf8');
  expect(page).toMatch(/^\| \*\*a month, US dollars\*\* \|/m);
  expect(withCostTable(page)).toBe(page);
});
