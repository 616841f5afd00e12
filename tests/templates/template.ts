import { readFileSync } from 'node:fs';
import { parse, YAMLMap, type YAMLSeq } from 'yaml';
import { FUNCTIONS } from '../../tools/permissions/template';

/** `!Sub …`, `!If […]` as `{ Sub: … }`, `{ If: […] }`: enough to read values, nothing is resolved. */
const SHORT_FORMS = ['Ref', ...FUNCTIONS].flatMap((name) => [
  { tag: `!${name}`, resolve: (text: string) => ({ [name]: text }) },
  {
    tag: `!${name}`,
    collection: 'seq' as const,
    resolve: (sequence: YAMLSeq | YAMLMap) => {
      const map = new YAMLMap();
      map.set(name, sequence);
      return map;
    },
  },
]);

export interface Resource {
  Type: string;
  Condition?: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  Properties: Record<string, unknown>;
}

export interface Parameter {
  Type: string;
  Description?: string;
  Default?: string | number;
  AllowedPattern?: string;
  AllowedValues?: (string | number)[];
  MinValue?: number;
  MaxValue?: number;
}

export interface Template {
  Transform?: string;
  Metadata: {
    'AWS::CloudFormation::Interface': { ParameterGroups: { Parameters: string[] }[] };
  };
  Parameters: Record<string, Parameter>;
  Resources: Record<string, Resource>;
}

export const parseTemplate = (text: string): Template =>
  parse(text, { customTags: SHORT_FORMS }) as Template;

export const readTemplate = (file: string): Template => parseTemplate(readFileSync(file, 'utf8'));

/** Resources of a type, by their logical names. */
export const resourcesOf = (template: Template, type: string): Record<string, Resource> =>
  Object.fromEntries(
    Object.entries(template.Resources).filter(([, resource]) => resource.Type === type),
  );

export const TEMPLATES = ['template-main.yaml', 'template-regional.yaml'] as const;
