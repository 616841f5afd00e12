/** What every part of the page may ask: the data, what is selected, and how to go elsewhere. */
import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { Data } from './data';
import type { Selection } from './select';
import { formatHash, type Filter, type State } from './state';

export interface Report {
  data: Data;
  state: State;
  selection: Selection;
  /** Literals are hidden. */
  masked: boolean;
  setMasked: (masked: boolean) => void;
}

export const ReportContext = createContext<Report | null>(null);

export function useReport(): Report {
  const report = useContext(ReportContext);
  if (!report) throw new Error('There is no report around this part.');
  return report;
}

/**
 * What a reading makes of what is selected; read again when that changes.
 * @param read the same function each time
 */
export function useSelected<T>(read: (selection: Selection) => T): T {
  const { selection } = useReport();
  return useMemo(() => read(selection), [selection, read]);
}

/** The address of a state: the present one with changes. */
export const linkTo = (state: State, changes: Partial<State>): string =>
  formatHash({ ...state, open: undefined, ...changes });

/** The same with one dimension filtered. */
export const filterLink = (state: State, filter: Filter, changes: Partial<State> = {}): string =>
  linkTo(state, { ...changes, filter: { ...state.filter, ...filter } });

export function go(link: string): void {
  location.hash = link;
}
