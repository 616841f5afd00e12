import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runIn } from '../bundles/built';
import { runTool } from './python';

const folder = mkdtempSync(join(tmpdir(), 'ledger-sam-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each([
  ['main', 'EventsFunction'],
  ['main', 'ExportsFunction'],
  ['main', 'ReportFunction'],
  ['regional', 'HistoryFunction'],
])('sam build bundles template-%s.yaml; %s loads and fails by name', (environment, name) => {
  const out = join(folder, environment);
  const { status, output } = runTool('sam', [
    'build',
    '--config-env',
    environment,
    '--build-dir',
    out,
  ]);
  expect(output).toContain('Build Succeeded');
  expect(output).toContain('runtime: nodejs24.x');
  expect(status).toBe(0);
  const call = `require('./${name}/handler.js').handler({}, {})
    .catch((error) => console.log(error.name, error.message.slice(0, 25)));`;
  expect(runIn(out, call)).toBe('InvalidConfig LEDGER_BUCKET: is missing');
});
