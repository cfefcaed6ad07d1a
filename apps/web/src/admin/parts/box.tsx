import { type ReactNode, useId } from 'react';

/** A part of a page under a heading of its own. */
export function Box({ title, right, children }: { title: string; right?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="box" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {right && <div className="right">{right}</div>}
      </header>
      {children}
    </section>
  );
}
