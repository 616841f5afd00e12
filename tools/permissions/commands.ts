/**
 * The API calls that the sources of a bundle can send: the command classes and paginators that they
 * import. The SDK's clients come into a bundle whole, so that its bytes say nothing of this.
 */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

export interface SdkCall {
  /** `athena`, of `@aws-sdk/client-athena`. */
  client: string;
  /** `ListWorkGroups` */
  operation: string;
  /** Source file that imports it. */
  file: string;
}

const CLIENT = /^@aws-sdk\/client-(.+)$/;
/** Of `@aws-sdk/lib-storage`: what its Upload sends (its reference, "Upload"). */
const UPLOAD = '@aws-sdk/lib-storage';
const UPLOAD_SENDS = [
  'PutObject',
  'CreateMultipartUpload',
  'UploadPart',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
];
/** `paginateListObjectsV2` sends ListObjectsV2. */
const SENDS = [/^(\w+)Command$/, /^paginate(\w+)$/];
/** Clients send nothing by themselves; service exceptions are classes to compare with. */
const SENDS_NOTHING = /^\w+(Client|Exception)$/;

function operationOf(name: string, file: string): string[] {
  const found = SENDS.flatMap((pattern) => pattern.exec(name)?.[1] ?? []);
  if (found.length > 0 || SENDS_NOTHING.test(name)) return found;
  throw new Error(
    `${file}: imports ${name} of the SDK, which may send anything; import commands or paginators.`,
  );
}

/** Values that an import brings in, by name; a whole namespace comes as `*`. */
function importedNames({ importClause: clause }: ts.ImportDeclaration): string[] {
  if (!clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const { namedBindings: bindings } = clause;
  const names = clause.name ? [clause.name.text] : [];
  if (!bindings) return names;
  if (ts.isNamespaceImport(bindings)) return [...names, '*'];
  const values = bindings.elements.filter(({ isTypeOnly }) => !isTypeOnly);
  return [...names, ...values.map(({ name, propertyName }) => (propertyName ?? name).text)];
}

/** @throws Error if the file imports something of an SDK client that may send any call */
export function callsOf(file: string, text: string): SdkCall[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  return source.statements.filter(ts.isImportDeclaration).flatMap((statement) => {
    const module = (statement.moduleSpecifier as ts.StringLiteral).text;
    if (module === UPLOAD && importedNames(statement).length > 0)
      return UPLOAD_SENDS.map((operation) => ({ client: 's3', operation, file }));
    const client = CLIENT.exec(module)?.[1];
    if (client === undefined) return [];
    const operations = importedNames(statement).flatMap((name) => operationOf(name, file));
    return operations.map((operation) => ({ client, operation, file }));
  });
}

/**
 * @param files what the bundle is made of, as in its `contents.json`
 * @returns each call, once for each file that sends it
 */
export function callsIn(files: readonly string[]): SdkCall[] {
  const own = files.filter((file) => file.startsWith('src/') && file.endsWith('.ts'));
  return own.flatMap((file) => callsOf(file, readFileSync(file, 'utf8')));
}
