import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../ui/icon.js';

interface ScreenProps {
  title: string;
  /** For those who listen: what the title goes on to say and the screen shows in its own way. */
  more?: string | undefined;
  /** Over the title, instead of the way back. */
  mark?: ReactNode;
  /** Over the title. */
  over?: string;
  /** Under the title. */
  under?: string;
  /** The title is a button: another of its kind can be chosen. */
  choose?: { words: string; go: () => void } | undefined;
  back?: { words: string; go: () => void };
  /** Which of the five joints this is. */
  joint?: number;
  /** At the right of the title. */
  corner?: ReactNode;
  /** Over the screen: what is simulated, what is not connected. */
  bands?: ReactNode;
  /** All that can be done, where the thumb is. */
  dock?: ReactNode;
  className?: string;
  ground?: 'light' | 'dark';
  children: ReactNode;
}

/** One screen of a phone: who or where, what is to be seen, what can be done. Its title is announced when it comes. */
export function Screen(props: ScreenProps) {
  const {
    title,
    more,
    mark,
    over,
    under,
    choose,
    back,
    joint,
    corner,
    bands,
    dock,
    className = '',
    ground = 'light',
    children,
  } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
    document.title = title;
  }, [title]);
  return (
    <div className={`phone ${ground} ${className}`}>
      <header>
        {bands}
        <div className={back ? 'phone-bar with-back' : 'phone-bar'}>
          {back && (
            <button type="button" className="icon-btn" aria-label={back.words} onClick={back.go}>
              <Icon name="back" />
            </button>
          )}
          {mark}
          <div>
            {over && <p>{over}</p>}
            <h1 ref={heading} tabIndex={-1}>
              {choose ? (
                <button type="button" className="choose" onClick={choose.go}>
                  <b>
                    {title}
                    <Icon name="more" />
                  </b>
                  {under}
                  <span className="unseen">, {choose.words}</span>
                </button>
              ) : (
                title
              )}
              {more && <span className="unseen">{more}</span>}
            </h1>
            {under && !choose && <p>{under}</p>}
          </div>
          {corner}
        </div>
        {joint !== undefined && <Joints here={joint} />}
      </header>
      <main>{children}</main>
      {dock && <footer className="dock">{dock}</footer>}
    </div>
  );
}

/** Five joints of bamboo: done, here, to come. */
const Joints = ({ here }: { here: number }) => (
  <ol className="joints" aria-hidden="true">
    {[1, 2, 3, 4, 5].map((n) => (
      <li key={n} className={n < here ? 'done' : n === here ? 'here' : undefined} />
    ))}
  </ol>
);
