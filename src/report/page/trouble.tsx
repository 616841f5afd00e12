import type { VNode } from 'preact';

export function Trouble(): VNode {
  return <p>soon</p>;
}
