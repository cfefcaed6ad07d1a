import './severity.css';
import type { Severity as Level } from '#hub/contracts';
import { OUTLINE, SIGN } from './severity-shapes.js';

/** Middle of a shape to the eye, below its own middle. */
const LOW: Record<Level, number> = { info: 0, watch: 0, warning: 5, emergency: 0 };

/** Filled: nobody has it. Hollow with a tick: somebody has. With a bar: over, not looked at. Dashed: shelved. */
export type Life = 'active' | 'accepted' | 'returned' | 'shelved';

/** A severity's shape, which says it without its colour. Words beside it name it. */
export function Severity({ kind, life = 'active' }: { kind: Level | 'normal' | 'stale'; life?: Life }) {
  if (kind === 'normal' || kind === 'stale')
    return (
      <svg className={`severity ${kind}`} viewBox="0 0 48 48" aria-hidden="true">
        <circle className="hollow" cx="24" cy="24" r="19" />
        {kind === 'stale' && <path className="thin" d="M8 30 30 8M14 38.5 38.5 14M8.5 20 20 8.5M28 39.5 39.5 28" />}
      </svg>
    );
  const y = 24 + LOW[kind];
  return (
    <svg className={`severity ${kind} ${life}`} viewBox="0 0 48 48" aria-hidden="true">
      <path className={life === 'active' ? 'filled' : 'hollow'} d={OUTLINE[kind]} />
      {life === 'active' && <path className="sign" d={SIGN[kind]} />}
      {life === 'accepted' && <path className="sign" d={`m15.5 ${y} 6 6.5 11-12.5`} />}
      {life === 'returned' && <path className="sign" d={`M18 ${y}h12`} />}
    </svg>
  );
}
