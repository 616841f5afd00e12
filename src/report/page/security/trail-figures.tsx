/** What the whole trail tells, of all services: where months of it are built as `cloudtrail_events`. */
import type { VNode } from 'preact';
import { useReport, useSelected } from '../data/context';
import { listed } from '../data/format';
import { daysOf, type Selection } from '../data/select';
import { FigureFrame } from '../parts/figure';
import { TableFigure } from '../parts/table-figure';
import { cut } from './list';
import { LOGIN_COLUMNS, RULE_COLUMNS, FAILING_COLUMNS, ROOT_COLUMNS } from './trail-columns';
import { failingCalls, groupRules, logins, rootCalls } from './trail-rows';

const monthsOf = (days: readonly string[]): string[] => [
  ...new Set(days.map((day) => day.slice(0, 'YYYY-MM'.length))),
];

/** Months of the period, as far as they are not built. */
function missingMonths(selection: Selection): string[] {
  const months = selection.data.figure('trail_months');
  const built = new Set(
    Array.from({ length: months.rows }, (_, row) => months.text('trail_month', row)),
  );
  return monthsOf(daysOf(selection)).filter((month) => !built.has(month));
}

function NotBuilt({ months }: { months: readonly string[] }): VNode {
  const [month = 'YYYY-MM'] = months;
  const [year = '', of_year = ''] = month.split('-');
  return (
    <FigureFrame title="Sign-ins, security groups, errors and root" from={['trail_months']}>
      <p class="empty">
        Not built: these are read from the whole trail, in the table <code>cloudtrail_events</code>,
        a month at a time. On a laptop:{' '}
        <code>athena-ledger compact --lake LAKE --month {month}</code>. On AWS: start the state
        machine of the main stack with <code>{`{"month":"${of_year}","year":"${year}"}`}</code>.
        Then make the report again.
      </p>
    </FigureFrame>
  );
}

interface LeftOut {
  /** What all of these figures do not hold. */
  left_out: string | null;
}

const ConsoleLogins = ({ left_out }: LeftOut): VNode => (
  <TableFigure
    title="Console sign-ins"
    note="Failures before a success from a new address are what guessed passwords look like. The second factor of a federated user is the provider’s, and not seen here."
    from={['logins', 'trail_months']}
    left_out={left_out}
    columns={LOGIN_COLUMNS}
    rows={useSelected(logins)}
    keyOf={({ key }) => key}
    order={{ head: 'Not let in', down: true }}
    empty="Nobody signed in to the console in this period."
  />
);

function SecurityGroups({ left_out }: LeftOut): VNode {
  const found = useSelected(groupRules);
  return (
    <TableFigure
      title="Security groups"
      note="Rules that were added, changed or removed. What is open to everybody comes first."
      from={['security_groups', 'trail_months']}
      left_out={cut(found) ?? left_out}
      columns={RULE_COLUMNS}
      rows={found.rows}
      keyOf={({ key }) => key}
      empty="No security group was changed in this period."
    />
  );
}

const FailingCalls = ({ left_out }: LeftOut): VNode => (
  <TableFigure
    title="Errors of all services"
    note="Denied, throttled, or failed for another reason. The same error each day is an integration that nobody watches."
    from={['failing_calls', 'trail_months']}
    left_out={left_out}
    columns={FAILING_COLUMNS}
    rows={useSelected(failingCalls)}
    keyOf={({ key }) => key}
    order={{ head: 'Calls', down: true }}
    empty="No call failed in this period."
  />
);

function RootActivity({ left_out }: LeftOut): VNode {
  const { rows, isCut } = useSelected(rootCalls);
  return (
    <TableFigure
      title="Root in all services"
      note="Root is for what nobody else can do: every row wants a reason, and one with an access key or without a second factor wants it today."
      from={['root_calls', 'trail_months']}
      left_out={isCut ? 'Older days are left out of this report.' : left_out}
      columns={ROOT_COLUMNS}
      rows={rows}
      keyOf={({ key }) => key}
      order={{ head: 'Last (UTC)', down: true }}
      empty="No root user did anything in this period."
    />
  );
}

export function TrailFigures(): VNode {
  const { selection } = useReport();
  const missing = useSelected(missingMonths);
  if (missing.length === monthsOf(daysOf(selection)).length) return <NotBuilt months={missing} />;
  const left_out =
    missing.length > 0 ? `Without ${listed(missing)}: not built (athena-ledger compact).` : null;
  return (
    <>
      <ConsoleLogins left_out={left_out} />
      <SecurityGroups left_out={left_out} />
      <FailingCalls left_out={left_out} />
      <RootActivity left_out={left_out} />
    </>
  );
}
