import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtStackset } from './built-once';
import { runTool } from './python';

const { file: stackset, remove } = builtStackset();
afterAll(remove);

test.each(['main', 'regional'])('sam validate --lint finds nothing in template-%s.yaml', (name) => {
  const { status, output } = runTool('sam', ['validate', '--lint', '--config-env', name]);
  expect(output).toContain(`template-${name}.yaml is a valid SAM Template`);
  expect(status).toBe(0);
});

test('cfn-lint finds nothing in the three templates', () => {
  const files = ['template-main.yaml', 'template-regional.yaml', stackset];
  const regions = ['us-east-1', 'eu-west-1', 'sa-east-1', 'us-gov-west-1'];
  expect(runTool('cfn-lint', ['--regions', ...regions, '--', ...files])).toEqual({
    status: 0,
    output: '',
  });
});

test('cfn-lint would find a value that AWS does not know', () => {
  const broken = `${stackset}.broken.yaml`;
  writeFileSync(broken, readFileSync(stackset, 'utf8').replace('Type: STANDARD', 'Type: ORDINARY'));
  const { status, output } = runTool('cfn-lint', ['--', broken]);
  rmSync(broken);
  expect(output).toContain("'ORDINARY' is not one of");
  expect(status).not.toBe(0);
});
