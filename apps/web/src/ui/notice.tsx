import './notice.css';
import type { Severity as Level } from '#hub/contracts';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.js';
import { Severity } from './severity.js';

/** Something to know before going on: what, why, what to do. `done` is good news. */
export function Notice({ kind, title, children }: { kind: Level | 'done'; title: string; children?: ReactNode }) {
  return (
    <div className={`notice ${kind}`} role={kind === 'info' || kind === 'done' ? 'status' : 'alert'}>
      {kind === 'done' ? <Icon name="check" /> : <Severity kind={kind} />}
      <div>
        <p className="title">{title}</p>
        {children}
      </div>
    </div>
  );
}

/** Where there is nothing yet, or nothing was found: why, and what to do. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <p className="title">{title}</p>
      {children}
    </div>
  );
}
