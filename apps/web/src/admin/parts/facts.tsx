import type { ReactNode } from 'react';

/** What is known, line by line. A fact that is not known keeps its line, with a dash. */
export function Facts({
  facts,
}: {
  facts: readonly (readonly [name: string, value: ReactNode] | false | undefined)[];
}) {
  return (
    <dl className="facts">
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact[0]}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1] ?? '—'}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
