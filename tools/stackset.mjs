/**
 * template-regional.yaml as plain CloudFormation, its code inline: StackSets with service-managed
 * permissions take no transforms, and code in a bucket would need one in every region.
 */
import { isScalar, parseDocument, Scalar, visit } from 'yaml';

/** What a SAM function and a Lambda function call the same; any other property is an error. */
const SAME = [
  'Runtime',
  'Architectures',
  'MemorySize',
  'Timeout',
  'Role',
  'Environment',
  'LoggingConfig',
];
const REPLACED = ['CodeUri', 'Handler', 'Tags'];

/** CloudFormation's short forms (`!Sub …`) stay as they are written. */
const TAGS = [
  'Ref',
  'Sub',
  'GetAtt',
  'If',
  'Equals',
  'Not',
  'And',
  'Or',
  'Select',
  'Split',
  'Join',
].flatMap((name) => [
  { tag: `!${name}`, resolve: (text) => text },
  { tag: `!${name}`, collection: 'seq' },
  { tag: `!${name}`, collection: 'map' },
]);

function toLambda(document, name, code) {
  const resource = document.getIn(['Resources', name]);
  const properties = resource.get('Properties');
  const unknown = properties.items
    .map(({ key }) => String(key))
    .filter((key) => ![...SAME, ...REPLACED].includes(key));
  if (unknown.length > 0)
    throw new Error(
      `${name}: tools/stackset.mjs does not know ${unknown.join(', ')} of a SAM function.`,
    );
  resource.set('Type', 'AWS::Lambda::Function');
  resource.delete('Metadata');
  properties.delete('CodeUri');
  properties.set('Handler', 'index.handler');
  const tags = Object.entries(properties.get('Tags')?.toJSON() ?? {});
  properties.set('Tags', document.createNode(tags.map(([Key, Value]) => ({ Key, Value }))));
  const text = new Scalar(code);
  text.type = Scalar.BLOCK_LITERAL;
  properties.set('Code', document.createNode({ ZipFile: text }));
}

/**
 * @param template the text of a SAM template whose only SAM resources are functions
 * @param code of its one function, CommonJS with `exports.handler`
 */
export function stacksetTemplate(template, code) {
  const document = parseDocument(template, { customTags: TAGS });
  if (document.errors.length > 0) throw document.errors[0];
  document.delete('Transform');
  const resources = document
    .get('Resources')
    .items.map(({ key, value }) => [String(key), value.get('Type')]);
  const functions = resources.filter(([, type]) => type === 'AWS::Serverless::Function');
  if (functions.length !== 1)
    throw new Error(
      'template-regional.yaml: there must be one function, and its code goes inline.',
    );
  for (const [name] of functions) toLambda(document, name, code);
  visit(document, {
    Scalar: (_key, node) => {
      if (isScalar(node) && String(node.value).startsWith('AWS::Serverless'))
        throw new Error(
          `template-regional.yaml: ${node.value} needs a transform, which StackSets do not take.`,
        );
    },
  });
  return document.toString({ lineWidth: 0 });
}
