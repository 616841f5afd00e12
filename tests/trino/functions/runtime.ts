/**
 * Lambda's side of a call, run by Node 24: loads `index.handler` from LAMBDA_TASK_ROOT and answers
 * Lambda's Invoke over HTTP (Lambda API reference, "Invoke"): the event in, the answer out; an error is
 * told by `X-Amz-Function-Error` and by the name of its class. One call at a time, like an instance.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

type Handler = (event: unknown, context: object) => Promise<unknown>;

const { LAMBDA_TASK_ROOT = '', INVOKED_FUNCTION_ARN = '', AWS_LAMBDA_FUNCTION_NAME } = process.env;
const load = createRequire(join(LAMBDA_TASK_ROOT, 'index.js'));
const { handler } = load('./index.js') as { handler: Handler };

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const contextOf = (end_ms: number) => ({
  awsRequestId: randomUUID(),
  functionName: AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: '$LATEST',
  invokedFunctionArn: INVOKED_FUNCTION_ARN,
  memoryLimitInMB: '512',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => end_ms - Date.now(),
});

/** As Lambda's runtime for Node.js reports what a handler throws. */
const reported = (error: unknown) => {
  const { name, message, stack = '' } = error as Error;
  return { errorType: name, errorMessage: message, trace: stack.split('\n') };
};

createServer((request, response) => {
  const timeout_ms = Number(request.headers['x-timeout-ms']);
  // An instance whose time is over is ended where it stands.
  const over = setTimeout(() => process.exit(9), timeout_ms);
  void textOf(request)
    .then((text) => handler(JSON.parse(text), contextOf(Date.now() + timeout_ms)))
    .then(
      (answer) => response.writeHead(200).end(JSON.stringify(answer ?? null)),
      (error: unknown) =>
        response
          .writeHead(200, { 'x-amz-function-error': 'Unhandled' })
          .end(JSON.stringify(reported(error))),
    )
    .finally(() => {
      clearTimeout(over);
    });
}).listen(0, '127.0.0.1', function (this: { address(): unknown }) {
  const { port } = this.address() as AddressInfo;
  process.send?.({ port, version: process.version });
});
