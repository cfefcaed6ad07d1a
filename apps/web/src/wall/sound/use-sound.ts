import { useEffect, useState } from 'react';
import { isDrill } from '../alerts/drill.js';
import { type Matter, mattersOf } from '../alerts/matters.js';
import { useWall } from '../wall-context.js';
import { type Chimes, createChimes } from './chimes.js';
import { dueSound, type Heard } from './sound-schedule.js';

const CHECK_MS = 1000;

/** A drill is heard where nothing real waits for anybody. */
function audible(matters: readonly Matter[]): readonly Matter[] {
  const real = matters.filter((matter) => !isDrill(matter));
  return real.some(({ state }) => state === 'unacknowledged') ? real : matters;
}

/** Plays what is due, once a second; true while the browser holds the sound back. Silent while the line is lost. */
export function useSound(): boolean {
  const { data, settings } = useWall();
  const [blocked, setBlocked] = useState(false);
  useEffect(() => {
    if (!settings.sound || typeof AudioContext === 'undefined') return;
    const chimes: Chimes = createChimes();
    let heard: Heard = new Map();
    const check = () => {
      setBlocked(chimes.blocked());
      if (data.hub.link.get() !== 'live' || chimes.blocked()) return;
      const now = data.hub.now();
      const due = dueSound(audible(mattersOf(data.hub.live.get(), now)), heard, now);
      heard = due.heard;
      if (due.play) chimes.play(due.play);
    };
    const timer = setInterval(check, CHECK_MS);
    const unblock = () => chimes.unblock();
    window.addEventListener('keydown', unblock);
    window.addEventListener('pointerdown', unblock);
    return () => {
      clearInterval(timer);
      window.removeEventListener('keydown', unblock);
      window.removeEventListener('pointerdown', unblock);
      chimes.stop();
    };
  }, [data, settings.sound]);
  return blocked;
}
