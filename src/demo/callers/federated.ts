/** Identities that come from elsewhere: SAML, web identity, GetFederationToken, Identity Center. */
import * as identity from '../identity';
import { ANALYTICS, DATA_SCIENCE, MARKETING } from '../organization';
import { office } from '../rhythm';
import { JDBC_AGENT, MAC_AGENT, type Caller } from './caller';
import { IN_ANALYTICS, IN_MARKETING, other, STORES } from './other';

const IDENTITY_CENTER_ID = 'e0b4f9c0-70a1-7012-abcd-ef0123456789';

export const FEDERATED: readonly Caller[] = [
  other('sofia.marques', 'federated', 'agency, by SAML', {
    ...IN_MARKETING,
    identity: () =>
      identity.samlUser(MARKETING, 'sofia.marques', 'https://idp.agency.example/saml'),
    agents: [MAC_AGENT],
    addresses: ['192.0.2.33'],
    rhythm: office(15, 23),
    weekdays: 6,
  }),
  other('store-app', 'federated', 'mobile application, by web identity', {
    ...IN_ANALYTICS,
    identity: () => identity.webIdentityUser(ANALYTICS, 'store-app', 'accounts.google.com'),
    addresses: ['192.0.2.51'],
  }),
  other('legacy-portal', 'federated', 'supplier portal, by GetFederationToken', {
    ...IN_ANALYTICS,
    identity: (r) => identity.federatedUser(ANALYTICS, 'legacy-portal', r),
    agents: [JDBC_AGENT],
    addresses: ['10.30.7.2'],
  }),
  other(IDENTITY_CENTER_ID, 'identity_center', 'Identity Center user in SageMaker Unified Studio', {
    account_id: DATA_SCIENCE,
    region: 'us-east-1',
    workgroups: ['studio'],
    identity: () => identity.identityCenterUser(DATA_SCIENCE, IDENTITY_CENTER_ID),
    agents: [MAC_AGENT],
    addresses: ['203.0.113.10'],
    weekdays: 8,
    work: [STORES],
  }),
  other(
    'store-terminal',
    'session_name',
    'web identity by a role: the provider stands in the session',
    {
      ...IN_ANALYTICS,
      identity: (r) =>
        identity.assumedRole(
          {
            account_id: ANALYTICS,
            role: 'store-terminals',
            session: 'store-terminal',
            web_provider: 'cognito-identity.amazonaws.com',
          },
          r,
        ),
      addresses: ['192.0.2.61'],
      weekdays: 3,
      weekends: 3,
    },
  ),
];
