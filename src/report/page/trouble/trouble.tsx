import type { VNode } from 'preact';
import { useSelected } from '../data/context';
import { bytes, count, exactBytes, exactUsd, usd } from '../data/format';
import { total } from '../data/sums';
import { FigureFrame } from '../parts/figure';
import type { QueryRow } from '../queries/query-rows';
import { QueryTable } from '../queries/query-table';
import { FailureTable } from './failures';

const isBilledInVain = ({ state, cost_usd }: QueryRow): boolean =>
  state === 'CANCELLED' && (cost_usd ?? 0) > 0;
const isReadInVain = ({ state, data_scanned }: QueryRow): boolean =>
  (state === 'FAILED' || state === 'CANCELLED') && (data_scanned ?? 0) > 0;

function Tiles(): VNode {
  const sums = useSelected(total);
  const tiles = [
    ['Refused calls', count(sums.refused), 'Athena took no query from them'],
    ['Failed', count(sums.failed), 'not billed'],
    ['Cancelled', count(sums.cancelled), 'billed for what they had read'],
    ['Billed though cancelled', usd(sums.cancelled_usd), exactUsd(sums.cancelled_usd)],
    ['Read in vain', bytes(sums.lost_bytes), exactBytes(sums.lost_bytes)],
  ] as const;
  return (
    <FigureFrame title="In vain" from={['usage']}>
      <dl class="tiles tiles-five">
        {tiles.map(([name, value, aside]) => (
          <div key={name} data-tile={name}>
            <dt>{name}</dt>
            <dd>
              <span class="big">{value}</span>
              <span class="quiet aside">{aside}</span>
            </dd>
          </div>
        ))}
      </dl>
    </FigureFrame>
  );
}

export function Trouble(): VNode {
  return (
    <>
      <Tiles />
      <FailureTable
        title="Refused calls"
        state="REJECTED"
        note="A permission that is missing, or somebody who tries what they may not. They have no query; no other tool shows them."
      />
      <FailureTable
        title="Failures"
        state="FAILED"
        note="By Athena’s reason. An insert that failed is a table that is not up to date."
      />
      <QueryTable
        title="Cancelled and billed"
        where={isBilledInVain}
        few={10}
        note="Athena bills a cancelled query for what it had read."
        empty="No cancelled query was billed in this period."
      />
      <QueryTable
        title="Read without a result"
        where={isReadInVain}
        few={10}
        order={{ head: 'Read', down: true }}
        note="Failed and cancelled queries by the bytes that they read before they ended."
        empty="Nothing was read in vain in this period."
      />
    </>
  );
}
