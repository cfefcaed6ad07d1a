import { Icon } from '../ui/icon.js';

interface KeypadProps {
  press: (digit: string) => void;
  erase: () => void;
  eraseWords: string;
  next: { words: string; ready: boolean; go: () => void };
}

/** Ten keys of 104 x 72 for wet fingers. */
export function Keypad({ press, erase, eraseWords, next }: KeypadProps) {
  return (
    <div className="keys">
      {[...'123456789'].map((digit) => (
        <button key={digit} type="button" onClick={() => press(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" aria-label={eraseWords} onClick={erase}>
        <Icon name="erase" />
      </button>
      <button type="button" onClick={() => press('0')}>
        0
      </button>
      <button
        type="button"
        className={next.ready ? 'go' : 'off'}
        aria-disabled={!next.ready || undefined}
        onClick={() => next.ready && next.go()}
      >
        {next.words}
      </button>
    </div>
  );
}

const LENGTH = 8;

/** Digits in two groups of four, as they are printed. `verdict` marks the last one, once all are there. */
export function Cells({ digits, verdict }: { digits: string; verdict?: 'right' | 'wrong' | undefined }) {
  const cell = (i: number) => {
    const mark = i === LENGTH - 1 && verdict ? verdict : i === digits.length ? 'here' : undefined;
    return (
      <b key={i} className={mark}>
        {digits[i]}
      </b>
    );
  };
  return (
    <div className="cells" role="img" aria-label={[...digits].join(' ') || '–'}>
      {[0, 1, 2, 3].map(cell)}
      <span />
      {[4, 5, 6, 7].map(cell)}
    </div>
  );
}
