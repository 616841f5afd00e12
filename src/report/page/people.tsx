import type { VNode } from 'preact';

export function People(): VNode {
  return <p>soon</p>;
}
