import type { FarmDeed, FarmPlot } from '#hub/contracts';
import { useState } from 'react';
import { Keypad } from '../../phone/keypad.js';
import { go } from '../../ui/way.js';
import { useFarmer } from '../farmer.js';
import { plotHref } from '../paths.js';
import { useWords } from '../words/use-words.js';
import { Frame } from './frame.js';

const MOST = { rain: 500, level: 60 };

/** A gauge or a tube was read: whole millimetres or centimetres, with keys for wet fingers. */
export function NumberScreen({ plot, of }: { plot: FarmPlot; of: 'rain' | 'level' }) {
  const t = useWords();
  const farmer = useFarmer();
  const [digits, setDigits] = useState('');
  const [below, setBelow] = useState(true);
  const most = MOST[of];
  const unit = of === 'rain' ? 'mm' : 'cm';
  const tooMuch = Number(digits) > most;
  const ready = digits !== '' && !tooMuch;
  const home = () => go(plotHref(plot.id), { replace: true });
  const save = () => {
    const value = Number(digits);
    const deed: FarmDeed =
      of === 'rain' ? { did: 'rain', mm: value } : { did: 'level', cm: below && value > 0 ? -value : value };
    void farmer.say(plot.id, deed);
    home();
  };
  const [title, hint] = of === 'rain' ? [t.rainHow, t.rainHint] : [t.levelHow, t.levelHint];
  return (
    <Frame title={title} under={plot.name} back={home} quiet className="number" spoken={`${title} ${hint}`}>
      <div className="pad reach">
        <p className="meta">{hint}</p>
        {of === 'level' && (
          <div className="pair sides">
            {[true, false].map((side) => (
              <button key={String(side)} type="button" aria-pressed={below === side} onClick={() => setBelow(side)}>
                {side ? t.belowSurface : t.aboveSurface}
              </button>
            ))}
          </div>
        )}
        <p className={tooMuch ? 'entered wrong' : 'entered'} role="status">
          <b>
            {of === 'level' && below && Number(digits) > 0 ? '−' : ''}
            {digits || '–'}
          </b>{' '}
          {unit}
          {tooMuch && <small>{t.tooMuch(`${most} ${unit}`)}</small>}
        </p>
        <Keypad
          press={(digit) => setDigits((before) => (before === '0' ? digit : `${before}${digit}`.slice(0, 3)))}
          erase={() => setDigits((before) => before.slice(0, -1))}
          eraseWords={t.erase}
          next={{ words: t.save, ready, go: save }}
        />
      </div>
    </Frame>
  );
}
