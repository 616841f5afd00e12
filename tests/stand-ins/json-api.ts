import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServerQuota } from './athena-api/quota';
import { callerIdentityXml } from './caller-identity';
import { bodyOf, listening, type LocalServer } from './local-server';

export interface ApiCounts {
  calls: Record<string, number>;
  throttled: Record<string, number>;
}

/** Its endpoint is the SDK's AWS_ENDPOINT_URL; GET /counts answers the counts. */
export interface JsonApi extends LocalServer {
  counts: ApiCounts;
}

/** Answers a call; throws errors as the SDK has them, told apart by `name`. */
export type Operation = (input: Record<string, unknown>) => Promise<object>;

export interface JsonApiOptions {
  /** By operation; one that is not named has no quota. */
  quotas?: Record<string, ServerQuota>;
  latency_ms?: number;
  /** Numbers of calls, counted from 1, whose connection breaks in the middle of the answer. */
  cut_off?: readonly number[];
  /** A region, as calls are signed for it, whose callers may do nothing. */
  denied?: string;
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'x-amzn-requestid': 'stand-in' });
  response.end(body);
}

const JSON_1_1 = 'application/x-amz-json-1.1';
const refuse = (response: ServerResponse, name: string, message: string): void => {
  send(response, 400, JSON_1_1, JSON.stringify({ __type: name, message }));
};

/**
 * A service of the JSON 1.1 protocol, and STS's GetCallerIdentity, over HTTP on this machine.
 * @param known its operations by name
 */
export async function jsonApi(
  known: Record<string, Operation>,
  account_id: string,
  options: JsonApiOptions = {},
): Promise<JsonApi> {
  const { quotas = {}, latency_ms = 0, cut_off = [], denied } = options;
  const counts: ApiCounts = { calls: {}, throttled: {} };
  const count = (kind: keyof ApiCounts, name: string): void => {
    counts[kind][name] = (counts[kind][name] ?? 0) + 1;
  };

  async function answer(name: string, input: string, response: ServerResponse): Promise<void> {
    const operation = known[name];
    if (!operation) {
      refuse(response, 'UnknownOperationException', name);
      return;
    }
    count('calls', name);
    const passes = quotas[name]?.take() ?? true;
    if (latency_ms > 0) await wait(latency_ms);
    if (!passes) {
      count('throttled', name);
      refuse(response, 'ThrottlingException', 'Rate exceeded');
      return;
    }
    const found = await operation(JSON.parse(input) as Record<string, unknown>);
    if (cut_off.includes(counts.calls[name] ?? 0)) {
      const body = JSON.stringify(found);
      response.writeHead(200, { 'content-type': JSON_1_1, 'content-length': body.length });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
      return;
    }
    send(response, 200, JSON_1_1, JSON.stringify(found));
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = request.headers['x-amz-target'];
    const body = (await bodyOf(request)).toString('utf8');
    if (request.method === 'GET') send(response, 200, 'application/json', JSON.stringify(counts));
    else if (typeof target !== 'string')
      send(response, 200, 'text/xml', callerIdentityXml(account_id));
    else if (denied !== undefined && request.headers.authorization?.includes(`/${denied}/`))
      refuse(response, 'AccessDeniedException', 'You are not authorized.');
    else await answer(target.replace(/^.*\./, ''), body, response);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const { name, message } = error as Error;
      refuse(response, name, message);
    });
  });
  return { ...(await listening(server)), counts };
}
