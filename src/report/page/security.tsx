import type { VNode } from 'preact';

export function Security(): VNode {
  return <p>soon</p>;
}
