import type { VNode } from 'preact';

export function Queries(): VNode {
  return <p>soon</p>;
}
