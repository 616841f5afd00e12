/** A template as one deployment would have it: conditions decided, references replaced by names. */
import { attributeOf, givenNameOf, refOf, type Place } from './names';
import {
  isObject,
  word,
  type Json,
  type JsonObject,
  type Resource,
  type Template,
} from './template';

export interface Deployment extends Place {
  /** Values of parameters; the others have their defaults. */
  parameters?: Record<string, string>;
}

/** Stands for `AWS::NoValue` until its place is dropped. */
const NOTHING = Symbol('AWS::NoValue');
type Value = Json | typeof NOTHING;

const URL_SUFFIX: Record<string, string> = { 'aws-cn': 'amazonaws.com.cn' };

function resolver(template: Template, deployment: Deployment) {
  const { partition, region, account_id, stack } = deployment;
  const pseudo: Record<string, string | typeof NOTHING> = {
    'AWS::Partition': partition,
    'AWS::Region': region,
    'AWS::AccountId': account_id,
    'AWS::StackName': stack,
    'AWS::StackId': `arn:${partition}:cloudformation:${region}:${account_id}:stack/${stack}/1`,
    'AWS::URLSuffix': URL_SUFFIX[partition] ?? 'amazonaws.com',
    'AWS::NoValue': NOTHING,
  };

  const text = (value: Json): string => {
    const resolved = resolve(value);
    if (typeof resolved === 'string') return resolved;
    if (typeof resolved === 'number' || typeof resolved === 'boolean') return String(resolved);
    throw new Error(`Not a text: ${JSON.stringify(value)}`);
  };

  function resourceNamed(id: string): { resource: Resource; name: string } {
    const resource = template.Resources[id];
    if (!resource) throw new Error(`No parameter and no resource is called ${id}.`);
    const name = givenNameOf(resource);
    const given = name === undefined ? NOTHING : resolve(name);
    return { resource, name: typeof given === 'string' ? given : `${stack}-${id}`.toLowerCase() };
  }

  function ref(id: string): string | typeof NOTHING {
    const own = pseudo[id];
    if (own !== undefined) return own;
    const parameter = template.Parameters[id];
    if (parameter) return deployment.parameters?.[id] ?? String(parameter.Default ?? '');
    const { resource, name } = resourceNamed(id);
    return refOf(resource.Type, name, deployment);
  }

  function attribute(path: string): string {
    const [id = '', ...rest] = path.split('.');
    const { resource, name } = resourceNamed(id);
    return attributeOf(resource.Type, rest.join('.'), name, deployment);
  }

  function sub(argument: Json): string {
    const [pattern, given] = Array.isArray(argument) ? argument : [argument, {}];
    const values = isObject(given) ? given : {};
    return text(pattern ?? '').replace(
      /\$\{(!?)([^}]+)\}/g,
      (_whole, bang: string, name: string) => {
        if (bang) return `\${${name}}`;
        const value = values[name];
        if (value !== undefined) return text(value);
        return name.includes('.') ? attribute(name) : String(ref(name));
      },
    );
  }

  function holds(condition: Json): boolean {
    if (typeof condition === 'string') return holds(template.Conditions[condition] ?? null);
    const [name, argument] = only(condition);
    const list = Array.isArray(argument) ? argument : [argument];
    if (name === 'Condition') return holds(argument);
    if (name === 'Fn::Not') return !holds(list[0] ?? null);
    if (name === 'Fn::And') return list.every(holds);
    if (name === 'Fn::Or') return list.some(holds);
    if (name === 'Fn::Equals') return text(list[0] ?? null) === text(list[1] ?? null);
    throw new Error(`Not a condition: ${JSON.stringify(condition)}`);
  }

  const list = (value: Json | undefined): Json[] => {
    const resolved = resolve(value ?? null);
    if (Array.isArray(resolved)) return resolved;
    throw new Error(`Not a list: ${JSON.stringify(value)}`);
  };

  const FUNCTIONS: Record<string, (argument: Json) => Value> = {
    Ref: (id) => ref(word(id)),
    'Fn::GetAtt': (path) => attribute(Array.isArray(path) ? path.map(word).join('.') : word(path)),
    'Fn::Sub': sub,
    'Fn::Base64': (plain) => Buffer.from(text(plain)).toString('base64'),
    'Fn::If': (argument) => {
      const [condition = null, yes = null, no = null] = argument as Json[];
      return resolve(holds(condition) ? yes : no);
    },
    'Fn::Join': (argument) => {
      const [separator, parts] = argument as Json[];
      return list(parts).map(text).join(word(separator));
    },
    'Fn::Split': (argument) => {
      const [separator, whole] = argument as Json[];
      return text(whole ?? null).split(word(separator));
    },
    // A location that is not given has no such part; CloudFormation would not come here.
    'Fn::Select': (argument) => {
      const [place, parts] = argument as Json[];
      return list(parts)[Number(place)] ?? '';
    },
  };

  const only = (value: Json): [string, Json] => {
    const [entry, ...others] = isObject(value) ? Object.entries(value) : [];
    if (entry && others.length === 0) return entry;
    throw new Error(`Not a function: ${JSON.stringify(value)}`);
  };

  function resolve(value: Json): Value {
    if (Array.isArray(value))
      return value.map(resolve).filter((one): one is Json => one !== NOTHING);
    if (!isObject(value)) return value;
    const [entry, ...others] = Object.entries(value);
    const call = entry && others.length === 0 ? FUNCTIONS[entry[0]] : undefined;
    if (entry && call) return call(entry[1]);
    const entries = Object.entries(value).map(([name, one]) => [name, resolve(one)] as const);
    return Object.fromEntries(
      entries.filter((entry): entry is [string, Json] => entry[1] !== NOTHING),
    );
  }

  return { resolve, holds };
}

/**
 * The resources that a deployment has, with every reference replaced by the name or ARN that
 * CloudFormation would put there (a name that it makes up is `STACK-LOGICALID`).
 * @throws Error for a function or an attribute that the templates did not use so far
 */
export function deployed(template: Template, deployment: Deployment): Record<string, Resource> {
  const { resolve, holds } = resolver(template, deployment);
  const there = Object.entries(template.Resources).filter(
    ([, { Condition }]) => Condition === undefined || holds(Condition),
  );
  return Object.fromEntries(
    there.map(([id, resource]) => [
      id,
      { ...resource, Properties: resolve(resource.Properties) as JsonObject },
    ]),
  );
}
