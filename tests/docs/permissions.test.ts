import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asList, rolesOf, statementsOf } from '../../tools/permissions/roles';
import { shown } from '../../tools/permissions/shown';
import { WILDCARDS, wildcardsOf } from '../../tools/permissions/wildcards';
import { permissionsPage } from '../../tools/permissions-page';

const page = readFileSync(join(__dirname, '../../docs/permissions.md'), 'utf8');
const TEMPLATES = ['template-main.yaml', 'template-regional.yaml'];
const resources = TEMPLATES.flatMap((file) =>
  rolesOf(shown(file)).flatMap((role) =>
    statementsOf(role).flatMap(({ Resource }) => asList(Resource)),
  ),
);

describe('docs/permissions.md', () => {
  it('is what `node tools/run.mjs tools/docs.ts` writes', () => {
    expect(page).toBe(permissionsPage());
  });

  it.each(TEMPLATES)('has a section for each role of %s', (file) => {
    const roles = rolesOf(shown(file)).map(({ id }) => id);
    expect(roles.length).toBeGreaterThan(2);
    expect(roles.filter((id) => !page.includes(`\n### ${id}\n`))).toEqual([]);
  });

  it('says why of every action', () => {
    const rows = page.split('\n').filter((line) => /^\| `\w+:\w+` \|/.test(line));
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter((line) => !/ \| [A-Z][^|]+\. \| [\w-]+ \|$/.test(line))).toEqual([]);
  });
});

describe('wildcards in the resources of roles', () => {
  const wild = resources.filter((resource) => /[*?]/.test(resource));

  it('have each a reason', () => {
    expect(wild.length).toBeGreaterThan(5);
    expect(wild.filter((resource) => wildcardsOf(resource).length === 0)).toEqual([]);
  });

  it('are all there: no reason is left over', () => {
    const spare = WILDCARDS.filter(({ pattern }) => !wild.some((one) => pattern.test(one)));
    expect(spare).toEqual([]);
  });
});
