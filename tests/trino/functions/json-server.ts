/** A server of AWS's JSON 1.1 protocol: operations by `X-Amz-Target`, errors by `__type`. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { bodyOf, listening, type LocalServer } from '../../stand-ins/local-server';

export type Operation = (input: unknown) => object | Promise<object>;

/** The operation's name, without the service's; `GET /bucket/…` has none. */
export const operationOf = ({ headers, method = '' }: IncomingMessage): string =>
  String(headers['x-amz-target'] ?? method).replace(/^.*\./, '');

export function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(body));
}

/** A suite that failed to close it must still come to its end. */
export const unheld = (server: Server): Promise<LocalServer> => listening(server.unref());

/** What an operation throws is answered by its `name`, as a refusal of the caller. */
export function jsonServer(operations: Record<string, Operation>): Promise<LocalServer> {
  const serve = async (request: IncomingMessage): Promise<object> => {
    const operation = operations[operationOf(request)];
    if (!operation)
      throw Object.assign(new Error('unknown'), { name: 'UnknownOperationException' });
    return operation(JSON.parse((await bodyOf(request)).toString('utf8')));
  };
  return unheld(
    createServer((request, response) => {
      serve(request).then(
        (found) => {
          answer(response, 200, found);
        },
        (error: unknown) => {
          const { name, message } = error as Error;
          answer(response, 400, { __type: name, message });
        },
      );
    }),
  );
}
