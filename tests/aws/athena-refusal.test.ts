import { refusal } from '../../src/aws/athena-refusal';
import { awsError } from '../stand-ins/faults';

const PLACE = { database: 'athena_ledger', workgroup: 'athena-ledger' };
const refused = (message: string): Error =>
  refusal('StartQueryExecution', PLACE, awsError('InvalidRequestException', message));

test('a token used for another text may be retried: the next attempt has another token', () => {
  expect(refused('Idempotent parameters do not match')).toMatchObject({
    name: 'StatementFailed',
    retryable: true,
  });
});

test('a statement that Athena does not understand is not retried', () => {
  expect(refused("line 1:8: Column 'x' cannot be resolved")).toMatchObject({
    name: 'StatementFailed',
    retryable: false,
  });
});
