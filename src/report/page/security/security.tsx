/** Who calls in a way that somebody should look at: from the events, and from the whole trail. */
import type { VNode } from 'preact';
import { NEW_COLUMNS, UNUSED_COLUMNS, UNUSUAL_COLUMNS } from './finding-columns';
import { List } from './list';
import { Root } from './root';
import { newcomers, unused, unusual } from './security-rows';
import { SharedPrincipals } from './shared-principals';
import { TrailFigures } from './trail-figures';

export const Security = (): VNode => (
  <>
    <Root />
    <List
      title="New people, addresses and applications"
      note="First seen in the newest seven days of this report, and not in the 90 before. A known machine role at a new address with another application is what stolen credentials look like."
      from="newcomers"
      read={newcomers}
      columns={NEW_COLUMNS}
      order="First (UTC)"
      empty="Nobody and nothing is new, or the lake has no day from before to compare with."
    />
    <List
      title="Far above their own usual"
      note="Days on which somebody read more than three times, and three standard deviations above, the mean of their own 28 days before; from 10 GiB."
      from="unusual"
      read={unusual}
      columns={UNUSUAL_COLUMNS}
      order="Times the usual"
      empty="No day stands out, or there are too few days before to compare with."
    />
    <SharedPrincipals />
    <List
      title="Access no longer used"
      note="Permissions that can be taken back: workgroups that somebody used in the 90 days before, and not in the newest seven."
      from="unused"
      read={unused}
      columns={UNUSED_COLUMNS}
      order="Days unused"
      empty="Every workgroup that somebody used is still in use by them."
    />
    <TrailFigures />
  </>
);
