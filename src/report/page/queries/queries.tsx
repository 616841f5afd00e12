import type { VNode } from 'preact';
import { useReport } from '../data/context';
import { QueryTable } from './query-table';
import { Shapes } from './shapes';

export function Queries(): VNode {
  const { state } = useReport();
  // Another address opens another row: the tables begin anew.
  return (
    <>
      <QueryTable
        key={`queries ${state.open ?? ''}`}
        title="Dearest queries"
        few={20}
        open={state.open}
        empty="No single query was found in this period."
      />
      <Shapes key={`shapes ${state.open ?? ''}`} />
    </>
  );
}
