/** A proxy before a service, at which calls are refused or lost as a test plans it. */
import {
  createServer,
  request as send,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { bodyOf, type LocalServer } from '../../stand-ins/local-server';
import { answer, operationOf, unheld } from './json-server';

export interface Fault {
  /** `GetQueryExecution`; of S3 the method, `PUT`. */
  operation: string;
  /** How many calls it meets; later ones pass. */
  times: number;
  /** Only calls whose body matches. */
  body?: RegExp;
  /**
   * An answer in the service's place, `lost` (the connection breaks, the call had no effect) or
   * `answer lost` (it breaks after the call took effect).
   */
  what: 'lost' | 'answer lost' | { status: number; body: object };
}

/** A refusal by the name of its error. */
export const refused = (error: string, status = 400): Fault['what'] => ({
  status,
  body: { __type: error, message: 'Planned.' },
});

export interface Gate extends LocalServer {
  /** Calls that came, by operation, the refused and lost ones included. */
  calls: Record<string, number>;
  /** Faults that were met. */
  met: string[];
  /** Replaces the faults planned so far. */
  plan(...faults: Fault[]): void;
}

function forward(
  target: string,
  { method, url = '/', headers }: IncomingMessage,
  body: Buffer,
): Promise<{ from: IncomingMessage; body: Buffer }> {
  return new Promise((resolve, reject) => {
    send(new URL(url, target), { method, headers }, (from) => {
      bodyOf(from).then((answered) => {
        resolve({ from, body: answered });
      }, reject);
    })
      .on('error', reject)
      .end(body);
  });
}

/** @param target the service behind it, `http://…` */
export async function openGate(target: string): Promise<Gate> {
  let planned: Fault[] = [];
  const calls: Record<string, number> = {};
  const met: string[] = [];

  const faultOf = (operation: string, body: Buffer): Fault | undefined => {
    const fault = planned.find(
      (one) =>
        one.operation === operation && one.times > 0 && (one.body?.test(String(body)) ?? true),
    );
    if (!fault) return undefined;
    fault.times--;
    met.push(operation);
    return fault;
  };
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const operation = operationOf(request);
    calls[operation] = (calls[operation] ?? 0) + 1;
    const body = await bodyOf(request);
    const what = faultOf(operation, body)?.what;
    if (typeof what === 'object') {
      answer(response, what.status, what.body);
      return;
    }
    if (what === 'lost') {
      request.socket.destroy();
      return;
    }
    const found = await forward(target, request, body);
    if (what === 'answer lost') request.socket.destroy();
    else response.writeHead(found.from.statusCode ?? 500, found.from.headers).end(found.body);
  };
  const server = await unheld(
    createServer((request, response) => {
      pass(request, response).catch(() => request.socket.destroy());
    }),
  );
  const plan = (...faults: Fault[]): void => {
    planned = faults.map((fault) => ({ ...fault }));
  };
  return { ...server, calls, met, plan };
}
