/** What is shown stands in the address, behind the `#`: a link shows the same. */
import { DIMENSIONS, type Dimension } from '../../model';

export const VIEWS = [
  'overview',
  'people',
  'queries',
  'trouble',
  'security',
  'completeness',
] as const;
export type View = (typeof VIEWS)[number];

/** A dimension that is not there is not filtered; `''` is what is unknown. */
export type Filter = Partial<Record<Dimension, string>>;

export interface State {
  view: View;
  /** Days, included; the report's own if not given. */
  from?: string | undefined;
  to?: string | undefined;
  filter: Filter;
  /** What the cost over time is stacked by. */
  by: Dimension;
  /** The query or the shape that is open. */
  open?: string | undefined;
}

const NAMES: Record<Dimension, string> = {
  account_id: 'account',
  region: 'region',
  workgroup: 'workgroup',
  team: 'team',
  user: 'user',
};
const isDay = (text: string | null): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '');

export function parseHash(hash: string): State {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const given = new URLSearchParams(search);
  const filter: Filter = {};
  for (const dimension of DIMENSIONS) {
    const value = given.get(NAMES[dimension]);
    if (value !== null) filter[dimension] = value;
  }
  const [from, to, by] = [given.get('from'), given.get('to'), given.get('by')];
  return {
    view: VIEWS.find((name) => name === path) ?? 'overview',
    from: isDay(from) ? from : undefined,
    to: isDay(to) ? to : undefined,
    filter,
    by: DIMENSIONS.find((name) => NAMES[name] === by) ?? 'user',
    open: given.get('open') ?? undefined,
  };
}

export function formatHash(state: State): string {
  const given = new URLSearchParams();
  if (state.from !== undefined) given.set('from', state.from);
  if (state.to !== undefined) given.set('to', state.to);
  for (const dimension of DIMENSIONS) {
    const value = state.filter[dimension];
    if (value !== undefined) given.set(NAMES[dimension], value);
  }
  if (state.by !== 'user') given.set('by', NAMES[state.by]);
  if (state.open !== undefined) given.set('open', state.open);
  const search = given.toString();
  return `#/${state.view}${search && `?${search}`}`;
}
