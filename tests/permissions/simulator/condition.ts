/** Conditions of a statement (IAM user guide, "IAM JSON policy elements: Condition operators"). */
import { arnLike, like, valuesOf, withVariables } from './pattern';
import { type Context, listOf, type Statement } from './request';

type Test = (value: string, wanted: string) => boolean;

const equals: Test = (value, wanted) => value === wanted.replace(/\\([*?$])/g, '$1');
const sameBool: Test = (value, wanted) => value.toLowerCase() === wanted.toLowerCase();

const OPERATORS: Record<string, Test> = {
  StringEquals: equals,
  StringLike: (value, wanted) => like(value, wanted),
  StringEqualsIgnoreCase: (value, wanted) => like(value, wanted, 'i'),
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: sameBool,
};
const NEGATED: Record<string, string> = {
  StringNotEquals: 'StringEquals',
  StringNotLike: 'StringLike',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

interface Operator {
  test: Test;
  negated: boolean;
  if_exists: boolean;
}

/** @throws Error for an operator that no policy used so far: nothing is passed over in silence */
function operatorNamed(name: string): Operator {
  const base = name.replace(/IfExists$/, '');
  const positive = NEGATED[base] ?? base;
  const test = OPERATORS[positive];
  if (!test) throw new Error(`The simulator does not know the operator ${name}.`);
  return { test, negated: base in NEGATED, if_exists: name !== base };
}

function holds(
  operator: string,
  key: string,
  wanted: readonly string[],
  context: Context,
): boolean {
  const values = valuesOf(context, key);
  if (operator === 'Null') return wanted.some((want) => (want === 'true') === (values === null));
  const { test, negated, if_exists } = operatorNamed(operator);
  // An absent key fails what is to be equal, and passes what is not to be.
  if (values === null) return if_exists || negated;
  const patterns = wanted.flatMap((want) => withVariables(want, context) ?? []);
  const found = values.some((value) => patterns.some((pattern) => test(value, pattern)));
  return found !== negated;
}

/** Every operator and every key must hold; of the values of one key, one. */
export const conditionHolds = (condition: Statement['Condition'], context: Context): boolean =>
  Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, key, listOf(wanted), context)),
  );
