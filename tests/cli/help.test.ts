import { run, succeed, tooWide } from './program';

const COMMANDS = ['demo', 'build', 'collect', 'backfill', 'query', 'ledger', 'report', 'doctor'];

test('the program lists its commands, and how to start', async () => {
  const text = await succeed(['--help']);
  for (const command of COMMANDS) expect(text).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  expect(text).toContain('Start here');
  expect(text).toMatch(/Exit status: 0 .*, 1 .*, 2 /);
  expect(tooWide(text)).toEqual([]);
});

test.each(COMMANDS)('%s --help has examples and fits 80 columns', async (command) => {
  const text = await succeed([command, '--help']);
  expect(text).toMatch(new RegExp(`\\nExamples:\\n(?: .*\\n)*? +\\$ athena-ledger ${command} `));
  expect(tooWide(text)).toEqual([]);
  expect(await succeed(['help', command])).toBe(text);
});

test('no command at all is wrong usage, and shows the help', async () => {
  const { code, stdout, stderr } = await run([]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Usage: athena-ledger');
});
