/** The views over the lake's tables, in the order in which they are made. */
import { PROOF_VIEWS } from './views/proofs';
import { SECURITY_VIEWS } from './views/security';
import type { View } from './views/view';

export type { View };

export const VIEWS: readonly View[] = [...PROOF_VIEWS, ...SECURITY_VIEWS];
