/** The frame of every figure: title, how to read it, what was left out, and its SQL one click away. */
import type { ComponentChildren, VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { FigureName } from '../../model';
import { useReport } from '../data/context';
import { DIMENSION_NAMES } from '../data/names';
import { hasRest, notFiltered } from '../data/select';
import { Coloured } from './sql-text';

export interface FigureProps {
  title: string;
  /** The statements behind it. */
  from: readonly FigureName[];
  /** Replaces the note of the first statement. */
  note?: ComponentChildren;
  /** What the figure does not hold. */
  left_out?: ComponentChildren;
  class?: string;
  children: ComponentChildren;
}

const idOf = (title: string): string => title.toLowerCase().replace(/[^a-z]+/g, '-');

export function FigureFrame(props: FigureProps): VNode {
  const { selection, data } = useReport();
  const id = idOf(props.title);
  const first = props.from[0];
  const unfiltered = first === undefined ? [] : notFiltered(selection, data.figure(first));
  return (
    <section class={`card ${props.class ?? ''}`} aria-labelledby={id} data-figure={props.from[0]}>
      <header class="card-head">
        <h2 id={id}>{props.title}</h2>
        <SqlButton title={props.title} from={props.from} />
      </header>
      {props.note !== undefined && <p class="note">{props.note}</p>}
      {props.children}
      {unfiltered.length > 0 && (
        <p class="left-out">
          Not filtered by {unfiltered.map((name) => DIMENSION_NAMES[name].toLowerCase()).join(', ')}
          : this figure does not tell them apart.
        </p>
      )}
      {first !== undefined && first !== 'usage' && hasRest(data.figure(first)) && (
        <p class="left-out">
          {Object.keys(selection.filter).length > 0
            ? 'Whom it concerns least was folded together, and is in no number here while a filter is on.'
            : 'Whom it concerns least is folded together, as “(all others)”.'}
        </p>
      )}
      {props.left_out !== undefined && props.left_out !== null && (
        <p class="left-out">{props.left_out}</p>
      )}
    </section>
  );
}

function SqlButton({ title, from }: { title: string; from: readonly FigureName[] }): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class="plain no-print"
        aria-label={`SQL of “${title}”`}
        onClick={() => {
          setOpen(true);
          dialog.current?.showModal();
        }}
      >
        SQL
      </button>
      <dialog
        ref={dialog}
        aria-label={`SQL of “${title}”`}
        onClose={() => {
          setOpen(false);
        }}
      >
        {isOpen && (
          <>
            <header class="card-head">
              <h2>{title}</h2>
              <button type="button" class="plain" onClick={() => dialog.current?.close()}>
                Close
              </button>
            </header>
            {from.map((name) => (
              <Statement key={name} name={name} />
            ))}
          </>
        )}
      </dialog>
    </>
  );
}

function Statement({ name }: { name: FigureName }): VNode {
  const { data } = useReport();
  const { sql, summary, title } = data.figure(name).encoded;
  const [said, setSaid] = useState('Copy');
  const copy = (): void => {
    navigator.clipboard.writeText(sql).then(
      () => {
        setSaid('Copied');
      },
      () => {
        setSaid('Select the text and copy it');
      },
    );
  };
  return (
    <section class="statement">
      <div class="card-head">
        <p>
          <strong>{title}.</strong> {summary} It runs in Athena as it stands, in the ledger’s
          database; it is of the whole period of this report.
        </p>
        <button type="button" class="plain" onClick={copy}>
          {said}
        </button>
      </div>
      <pre class="sql" tabIndex={0} aria-label="The statement">
        <code>
          <Coloured text={sql} />
        </code>
      </pre>
    </section>
  );
}
