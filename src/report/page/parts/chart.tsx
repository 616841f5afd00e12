/** A chart of Observable Plot as wide as its place, drawn again when that changes. */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface ChartProps {
  /** What it shows, in words: for those who do not see it. */
  label: string;
  /** Makes the drawing for a width in pixels. */
  draw: (width: number) => Element;
}

/** The label around it says what it shows; Plot's own labels of marks would only be noise. */
function silent(drawing: Element): Element {
  drawing.setAttribute('aria-hidden', 'true');
  for (const part of drawing.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  return drawing;
}

export function Chart({ label, draw }: ChartProps): VNode {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    const watch = new ResizeObserver(() => {
      setWidth(Math.floor(box.clientWidth));
    });
    watch.observe(box);
    return () => {
      watch.disconnect();
    };
  }, []);
  useEffect(() => {
    if (width > 0) place.current?.replaceChildren(silent(draw(width)));
  }, [draw, width]);
  return <div class="chart" ref={place} role="img" aria-label={label} />;
}
