/** SQL in colours. The highlighter's tree becomes elements; no text is ever read as HTML. */
import type { ComponentChildren, VNode } from 'preact';
import sql from 'highlight.js/lib/languages/sql';
import { createLowlight } from 'lowlight';
import { maskLiterals } from '../../mask';
import { useReport } from '../data/context';

const lowlight = createLowlight({ sql });
/** Longer texts are shown without colours, at once. */
const MOST_COLOURED = 20_000;

interface Node {
  type: string;
  value?: string;
  children?: Node[];
  properties?: { className?: string[] };
}

function elements(nodes: readonly Node[]): ComponentChildren {
  return nodes.map((node, i) =>
    node.type === 'text' ? (
      node.value
    ) : (
      <span key={i} class={node.properties?.className?.join(' ')}>
        {elements(node.children ?? [])}
      </span>
    ),
  );
}

/** The SQL as coloured spans. */
export function Coloured({ text }: { text: string }): VNode {
  if (text.length > MOST_COLOURED) return <>{text}</>;
  return <>{elements(lowlight.highlight('sql', text).children as Node[])}</>;
}

/** A query's text as the reader wants it: whole, or without its literals. */
export function useQueryText(): (text: string | null) => string | null {
  const { masked } = useReport();
  return (text) => (text !== null && masked ? maskLiterals(text) : text);
}

/** White space as single blanks, for one line of a table. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

interface SqlBlockProps {
  text: string | null;
  /** Characters of the whole text. */
  length: number | null;
}

/** A query's text to be read, with what was cut said below. */
export function SqlBlock({ text, length }: SqlBlockProps): VNode {
  const shown = useQueryText()(text);
  if (shown === null) return <p class="quiet">The SQL is not in this report.</p>;
  const cut = length !== null && text !== null && length > Array.from(text).length;
  return (
    <div class="sql-block">
      <pre class="sql" tabIndex={0} aria-label="SQL of the query">
        <code>
          <Coloured text={shown} />
        </code>
      </pre>
      {cut && (
        <p class="quiet">
          The first {Array.from(text).length.toLocaleString('en-US')} of{' '}
          {length.toLocaleString('en-US')} characters; the whole text is in the table events, under
          the query’s id.
        </p>
      )}
    </div>
  );
}
