import { readFileSync } from 'node:fs';
import { parseTemplate, readTemplate } from '../templates/template';
import { build, type Built } from './built';

let built: Built;
let text: string;
beforeAll(() => {
  built = build();
  text = built.file('stackset-regional.yaml').toString('utf8');
});
afterAll(() => {
  built.remove();
});

test('the template fits: below 1,000,000 bytes, its code below the 4 MB of ZipFile', () => {
  expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
});

test('it is plain CloudFormation: no transform, no SAM resource, nothing that lies elsewhere', () => {
  const { Transform, Resources } = parseTemplate(text);
  expect(Transform).toBeUndefined();
  expect(Object.values(Resources).filter(({ Type }) => Type.includes('Serverless'))).toEqual([]);
  expect(text).not.toContain('CodeUri');
  expect(Resources['HistoryFunction']).not.toHaveProperty('Metadata');
});

test('its code is the bundle of history, to the byte', () => {
  const { Properties } = parseTemplate(text).Resources['HistoryFunction']!;
  const bundle = built.file('history/index.js').toString('utf8');
  expect(Properties['Code']).toEqual({ ZipFile: bundle });
  expect(Properties['Handler']).toBe('index.handler');
});

test('all else is what template-regional.yaml says', () => {
  const sam = readTemplate('template-regional.yaml');
  const plain = parseTemplate(text);
  const { Transform: _transform, Resources: _sam, ...around } = sam;
  const { Resources: _plain, ...plainAround } = plain;
  expect(plainAround).toEqual(around);
  const { HistoryFunction: from, ...others } = sam.Resources;
  const { HistoryFunction: to, ...plainOthers } = plain.Resources;
  expect(plainOthers).toEqual(others);
  const { CodeUri: _uri, Handler: _handler, Tags: map, ...kept } = from!.Properties;
  const { Code: _code, Handler: _index, Tags: list, ...given } = to!.Properties;
  expect(given).toEqual(kept);
  expect(list).toEqual(
    Object.entries(map as Record<string, string>).map(([Key, Value]) => ({ Key, Value })),
  );
  expect(to!.Type).toBe('AWS::Lambda::Function');
  expect(readFileSync('template-regional.yaml', 'utf8')).toContain('Transform: AWS::Serverless');
});
