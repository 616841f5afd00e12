import type { VNode } from 'preact';

export function Completeness(): VNode {
  return <p>soon</p>;
}
