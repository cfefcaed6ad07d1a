import { type ReactNode, useEffect } from 'react';
import { useStore } from '../../live/store.js';
import { Screen } from '../../phone/screen.js';
import { Icon } from '../../ui/icon.js';
import { useOfficer } from '../officer.js';
import { useWords } from '../words.js';
import { LineBand } from './line-band.js';
import { groundAt } from './night.js';
import { useClock } from '../../phone/use-clock.js';

/** A screen of the officer: by night it is dark, and whether there is a line always stands in words. */
export function Frame(props: {
  title: string;
  over?: string;
  back?: () => void;
  quiet?: boolean;
  dock?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const { title, over, back, quiet, dock, className, children } = props;
  const t = useWords();
  const ground = groundAt(useClock(60_000));
  const line = useStore(useOfficer().known.line);
  useEffect(() => {
    document.documentElement.className = ground;
  }, [ground]);
  return (
    <Screen
      title={title}
      ground={ground}
      className={className ?? ''}
      {...(over !== undefined && { over })}
      {...(back && { back: { words: t.back, go: back } })}
      corner={
        <span className="phone-link">
          <Icon name={line === 'lost' ? 'noSignal' : 'signal'} />
          {line === 'lost' ? t.offline : line === 'open' ? t.online : t.connecting}
        </span>
      }
      bands={<LineBand quiet={quiet ?? false} />}
      dock={dock}
    >
      {children}
    </Screen>
  );
}
