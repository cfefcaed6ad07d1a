import { figure } from '../../format/figures.js';
import { useSpeech } from '../words/words.js';
import type { Corner } from './map-scene.js';
import type { Wind } from './smoke.js';
import { compassIndex } from './wind.js';

/** The arrow flies with the wind: it points where smoke goes. */
export function WindRose({ wind, corner }: { wind: Wind | undefined; corner: Corner }) {
  const { t, lang } = useSpeech();
  const calm = wind !== undefined && wind.speed < 0.3;
  return (
    <div className={`wind ${corner}`}>
      <svg viewBox="0 0 88 120" aria-hidden="true">
        <text x="44" y="25" textAnchor="middle">
          {t.north}
        </text>
        <circle cx="44" cy="76" r="40" fill="#0b1420" fillOpacity=".7" stroke="#3a4a5a" strokeWidth="3" />
        <path d="M44 36v9" stroke="#a9bacb" strokeWidth="4" />
        {wind && !calm && (
          <g
            transform={`rotate(${wind.from + 180} 44 76)`}
            stroke="#eaf1f8"
            strokeLinejoin="round"
            strokeLinecap="round"
          >
            <path d="M44 103V63" strokeWidth="7" />
            <path d="M44 49 56 70H32Z" fill="#eaf1f8" strokeWidth="3" />
          </g>
        )}
      </svg>
      <p>
        <span>
          {wind === undefined ? t.windUnknown : calm ? t.calmWind : t.wind(t.compass[compassIndex(wind.from)]!)}
        </span>
        <strong>{wind === undefined ? '—' : `${figure(wind.speed, 1, lang)} m/s`}</strong>
      </p>
    </div>
  );
}
