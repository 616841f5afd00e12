import type { World } from '../../memory/world';
import { jsonApi, type JsonApi, type JsonApiOptions } from '../json-api';
import { operations } from './operations';

export type AthenaApiOptions = JsonApiOptions;

/** Athena's API over HTTP on this machine. */
export const athenaApi = (world: World, options: AthenaApiOptions = {}): Promise<JsonApi> =>
  jsonApi(operations(world), world.account_id, options);
