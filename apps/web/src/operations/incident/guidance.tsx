import { useEffect, useState } from 'react';
import type { Guidance as Advice } from '#hub/contracts';
import { useWords } from '../words/use-words.js';

const keyOf = (incident: string) => `ticked ${incident}`;
const ticksOf = (incident: string): number[] => {
  try {
    return JSON.parse(window.sessionStorage.getItem(keyOf(incident)) ?? '[]') as number[];
  } catch {
    return [];
  }
};

/** What such an incident comes from, what it leads to, and what to do, to be ticked off. */
export function Guidance({ incident, advice }: { incident: string; advice: Advice }) {
  const t = useWords();
  const [ticked, setTicked] = useState(() => ticksOf(incident));
  useEffect(() => setTicked(ticksOf(incident)), [incident]);
  const tick = (i: number) => {
    const next = ticked.includes(i) ? ticked.filter((one) => one !== i) : [...ticked, i];
    setTicked(next);
    window.sessionStorage.setItem(keyOf(incident), JSON.stringify(next));
  };
  return (
    <section className="desk-part guidance" aria-label={t.guidance}>
      <div>
        <h2>{t.causes}</h2>
        <ul>
          {advice.causes.map((cause) => (
            <li key={cause}>{cause}</li>
          ))}
        </ul>
      </div>
      <div>
        <h2>{t.consequence}</h2>
        <p>{advice.consequence}</p>
      </div>
      <div>
        <h2 title={t.responseHint}>{t.response}</h2>
        <ul>
          {advice.response.map((step, i) => (
            <li key={step}>
              <label>
                <input type="checkbox" checked={ticked.includes(i)} onChange={() => tick(i)} />
                <span>{step}</span>
              </label>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
