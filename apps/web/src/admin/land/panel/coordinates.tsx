import { type LonLat, readCoordinate } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { spot } from '../shape/shape.js';
import { useLandWords } from '../words.js';

/** A latitude and a longitude; taken over when both can be read and the field is left. */
export function Coordinates(props: { at: LonLat | undefined; name: string; onAt(at: LonLat): void }) {
  const { at, name, onAt } = props;
  const t = useLandWords();
  const [typed, setTyped] = useState(() => textOf(at));
  useEffect(() => setTyped(textOf(at)), [at?.[0], at?.[1]]);
  const take = () => {
    const [lat, lon] = [readCoordinate(typed.lat), readCoordinate(typed.lon)];
    const reads = lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
    if (!reads) return;
    const to = spot(lon, lat);
    if (to[0] !== at?.[0] || to[1] !== at?.[1]) onAt(to);
  };
  const field = (part: 'lat' | 'lon', label: string) => (
    <input
      className="input num"
      inputMode="decimal"
      aria-label={label}
      aria-invalid={typed[part] !== '' && readCoordinate(typed[part]) === undefined ? true : undefined}
      value={typed[part]}
      onChange={(event) => setTyped({ ...typed, [part]: event.target.value })}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        take();
      }}
    />
  );
  return (
    <>
      {field('lat', t.latOf(name))}
      {field('lon', t.lonOf(name))}
    </>
  );
}

const textOf = (at: LonLat | undefined) => ({
  lat: at === undefined ? '' : String(at[1]).replace('.', ','),
  lon: at === undefined ? '' : String(at[0]).replace('.', ','),
});
