import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/icon.js';
import { Severity } from '../ui/severity.js';

/** One joint of a way: it was passed, it is where things broke, or it lies ahead. */
export interface Joint {
  icon: IconName;
  state: 'done' | 'bad' | 'next';
  words: string;
  /** Beneath the words of what broke. */
  more?: string | undefined;
  when?: string | undefined;
}

/** The way of a packet; where it breaks stand the shape, the reason and its time. */
export const PacketWay = ({ joints }: { joints: readonly Joint[] }): ReactNode => (
  <ol className="packet-way">
    {joints.map((joint) => (
      <li key={joint.icon} className={joint.state}>
        <span className="dot">
          {joint.state === 'bad' ? <Severity kind="warning" /> : joint.state === 'done' && <Icon name={joint.icon} />}
        </span>
        <p>
          {joint.words}
          {joint.more && <span>{joint.more}</span>}
        </p>
        {joint.when && <span className="when num">{joint.when}</span>}
      </li>
    ))}
  </ol>
);
