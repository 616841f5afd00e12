import { HISTORY } from '../../src/core/tables';
import { gunzip, historyLines } from '../memory/history-lines';
import { memoryHistory } from '../memory/memory-history';
import { collect, DAY, desk, execution, executionsAt, listedWorld } from './collecting';

const historyKeys = (files: ReadonlyMap<string, Buffer>): string[] =>
  [...files.keys()].filter((key) => key.startsWith('history/')).sort();

test('a line has every column in the table’s order, unknown as null', async () => {
  const bare = execution({
    query_execution_id: 'q',
    data_scanned_bytes: null,
    query: 'SELECT "é\n🦉"',
  });
  const ports = desk(listedWorld({ primary: [bare] }, { primary: { team: 'data' } }));
  await collect(ports);
  const [key = ''] = historyKeys(ports.files.files);
  const line = gunzip(ports.files.files.get(key)!);
  expect(line.endsWith('}\n')).toBe(true);
  const row = JSON.parse(line) as Record<string, unknown>;
  expect(Object.keys(row)).toEqual(HISTORY.columns.map(({ name }) => name));
  expect(row).toEqual({
    ...bare,
    account_id: '111122223333',
    region: 'eu-west-1',
    workgroup_tags: { team: 'data' },
    collected_at: '2026-03-02T06:00:00.000Z',
  });
});

test('SQL of 262,144 bytes comes through unchanged', async () => {
  const query = `SELECT '${'é'.repeat(131_067)}'`;
  const given = Array.from({ length: 60 }, (_, n) =>
    execution({ query_execution_id: `q${n}`, query }),
  );
  const ports = desk(listedWorld({ primary: given }));
  await collect(ports);
  expect(Buffer.byteLength(query)).toBe(262_143);
  const rows = historyLines(ports.files.files);
  expect(rows).toHaveLength(60);
  expect(rows.every(({ row }) => row.query === query)).toBe(true);
});

test('asks for tags once a workgroup, and only of those with rows', async () => {
  const world = listedWorld({
    used: executionsAt('used', [`${DAY}T01:00:00.000Z`, `${DAY}T00:00:00.000Z`]),
    idle: [],
  });
  const asked: string[] = [];
  const history = memoryHistory(world);
  const workgroupTags = (workgroup: string) => {
    asked.push(workgroup);
    return history.workgroupTags(workgroup);
  };
  await collect(desk(world, { history: { ...history, workgroupTags } }));
  expect(asked).toEqual(['used']);
});
