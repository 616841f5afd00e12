import { builtStackset } from './built-once';
import { pythonJson } from './python';

interface Plain {
  Transform?: string;
  Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
}
const plain = (file: string): Plain => pythonJson(['tests/sam/plain.py', file]) as Plain;

const { file, remove } = builtStackset();
afterAll(remove);

interface Tag {
  Key: string;
  Value: string;
}

/** The function without its code and what builds it, and without the tag that the translator adds. */
function withoutCode(template: Plain): Plain {
  const { HistoryFunction: fn, ...Resources } = template.Resources;
  const { Code: _code, Handler: _handler, Tags, ...Properties } = fn!.Properties;
  const tags = (Tags as Tag[]).filter(({ Key }) => Key !== 'lambda:createdBy');
  const HistoryFunction = { Type: fn!.Type, Properties: { ...Properties, Tags: tags } };
  return { ...template, Resources: { ...Resources, HistoryFunction } };
}

test("the StackSet's template is what AWS's translator makes of template-regional.yaml, but for the code", () => {
  const translated = plain('template-regional.yaml');
  expect(translated.Resources['HistoryFunction']!.Type).toBe('AWS::Lambda::Function');
  expect(withoutCode(plain(file))).toEqual(withoutCode(translated));
});

test('template-main.yaml translates: three functions, nothing added, nothing left of SAM', () => {
  const { Transform, Resources } = plain('template-main.yaml');
  expect(Transform).toBeUndefined();
  const types = Object.values(Resources).map(({ Type }) => Type);
  expect(types.filter((type) => type === 'AWS::Lambda::Function')).toHaveLength(3);
  expect(types.filter((type) => type.startsWith('AWS::Serverless'))).toEqual([]);
  expect(types.filter((type) => type === 'AWS::IAM::Role')).toHaveLength(5);
});
