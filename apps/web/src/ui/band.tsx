import './band.css';
import type { ReactNode } from 'react';
import { wordsIn } from '../i18n/lang.js';
import { Icon, type IconName } from './icon.js';

const useWords = wordsIn(
  { simulated: 'DỮ LIỆU MÔ PHỎNG', drill: 'DIỄN TẬP' },
  { simulated: 'SIMULATED DATA', drill: 'DRILL' },
);

/** Over every screen whose figures nobody measured. */
export function SimulatedBand() {
  return <p className="band simulated">{useWords().simulated}</p>;
}
export function DrillBand() {
  return <p className="band drill">{useWords().drill}</p>;
}

/** Not connected, old, or waiting to be sent: hatched black and amber, and always in words. */
export function HoldBand({ icon = 'noSignal', children }: { icon?: IconName; children: ReactNode }) {
  return (
    <div className="band hold" role="status">
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

/** Whom this page speaks for, while it is not the one who holds it. */
export function ActingBand({ children, action }: { children: ReactNode; action: ReactNode }) {
  return (
    <div className="band acting" role="status">
      <Icon name="people" />
      <div>{children}</div>
      {action}
    </div>
  );
}
