/** People of the other companies and offices. */
import { BRASIL, FINANCE, NORDWIND } from '../organization';
import { office } from '../rhythm';
import { select } from '../work';
import { WINDOWS_AGENT, type Caller } from './caller';
import { EXPLORING } from './exploring';
import { signedIn } from './signed-in';

export const ELSEWHERE: readonly Caller[] = [
  signedIn(
    'tomasz.wrona',
    'Controller',
    { account_id: FINANCE, region: 'eu-central-1', workgroups: ['finance'] },
    {
      job: 'controller',
      rhythm: office(7, 16),
      weekdays: 14,
      weekends: 0,
      addresses: ['203.0.113.10'],
      agents: [WINDOWS_AGENT],
      work: [
        select(
          'finance',
          4,
          0.9,
          (r, day) =>
            `SELECT cost_center, sum(amount) FROM finance.journal WHERE booked_on <= date '${day}' AND company = ${r.integer(1, 9)} GROUP BY cost_center`,
        ),
        select(
          'finance',
          0.6,
          1,
          (r) =>
            `SELECT * FROM finance.journal WHERE document_no = 'D-${r.integer(100_000, 999_999)}'`,
        ),
      ],
    },
  ),
  signedIn(
    'rafael.duarte',
    'Analista',
    { account_id: BRASIL, region: 'sa-east-1', workgroups: ['logistica'] },
    {
      job: 'logistics analyst in São Paulo, where a TB costs 9 dollars',
      rhythm: office(12, 21),
      weekdays: 16,
      weekends: 1,
      addresses: ['198.51.100.90'],
      work: [
        select(
          'logistics',
          85,
          0.8,
          (r, day) =>
            `SELECT hub, approx_distinct(parcel_id) FROM logistics.tracking WHERE dt > '${day}' AND carrier = 'T${r.integer(1, 30)}' GROUP BY hub`,
        ),
        select(
          'logistics',
          30,
          0.9,
          (r) =>
            `SELECT * FROM logistics.tracking WHERE parcel_id = 'BR${r.integer(10_000_000, 99_999_999)}'`,
        ),
      ],
    },
  ),
  signedIn(
    'astrid.holm',
    'Admin',
    { account_id: NORDWIND, region: 'us-east-1', workgroups: ['primary'] },
    {
      job: 'analyst of the company that was bought',
      rhythm: office(13, 21),
      weekdays: 7,
      weekends: 0,
      addresses: ['203.0.113.201'],
      work: EXPLORING,
    },
  ),
];
