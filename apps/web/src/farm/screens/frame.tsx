import type { ReactNode } from 'react';
import { Screen } from '../../phone/screen.js';
import { ListenButton } from '../voice/listen-button.js';
import { useWords } from '../words/use-words.js';
import { LineBand } from './line-band.js';

/** A screen of the farmer: light, for it is read in the sun, and whatever stands there can be listened to. */
export function Frame(props: {
  title: string;
  under?: string;
  choose?: { words: string; go: () => void } | undefined;
  back?: () => void;
  quiet?: boolean;
  /** What is read aloud. */
  spoken?: string | undefined;
  dock?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const { title, under, choose, back, quiet, spoken, dock, className = '', children } = props;
  const t = useWords();
  return (
    <Screen
      title={title}
      className={`farm ${className}`}
      {...(under !== undefined && { under })}
      choose={choose}
      {...(back && { back: { words: t.back, go: back } })}
      corner={spoken ? <ListenButton key={spoken} text={spoken} /> : undefined}
      bands={<LineBand quiet={quiet ?? false} />}
      dock={dock}
    >
      {children}
    </Screen>
  );
}
