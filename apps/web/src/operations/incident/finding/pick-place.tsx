import './finding.css';
import type { LonLat, SuspectedArea } from '#hub/contracts';
import { type ReactNode, Suspense, useState } from 'react';
import { later } from '../../../live/later.js';
import { useLang, wordsIn } from '../../../i18n/lang.js';
import { TextField } from '../../../ui/field.js';

const PickMap = later(() => import('./pick-map.js'));
const DIGITS = 5;

const useWords = wordsIn(
  { lat: 'Vĩ độ', lon: 'Kinh độ', bad: 'Tọa độ chưa đúng.', missing: 'Hãy chỉ trên bản đồ.' },
  { lat: 'Latitude', lon: 'Longitude', bad: 'These coordinates are wrong.', missing: 'Show it on the map.' },
);

const numberIn = (text: string): number => Number(text.trim().replace(',', '.'));

/** A place that is pressed on a map, or typed as coordinates. */
export function usePickedPlace(start?: LonLat) {
  const lang = useLang();
  const shown = (degrees: number) => degrees.toFixed(DIGITS).replace('.', lang === 'vi' ? ',' : '.');
  const [lat, setLat] = useState(start ? shown(start[1]) : '');
  const [lon, setLon] = useState(start ? shown(start[0]) : '');
  const typed: LonLat = [numberIn(lon), numberIn(lat)];
  const isPlaced = lat.trim() !== '' && lon.trim() !== '' && typed.every(Number.isFinite);
  return {
    ...{ lat, lon, setLat, setLon },
    /** Undefined while it is none. */
    spot: isPlaced ? typed : undefined,
    put([east, north]: LonLat) {
      setLat(shown(north));
      setLon(shown(east));
    },
  };
}

/** The map and the coordinates of a place; `error` in place of what is wrong with them, `children` beside them. */
export function PickPlace(props: {
  place: ReturnType<typeof usePickedPlace>;
  label: string;
  hint: string;
  where?: SuspectedArea | undefined;
  radiusM?: number;
  /** Somebody wanted to go on already: what is missing is said. */
  tried: boolean;
  error?: string | undefined;
  onPick?(): void;
  children?: ReactNode;
}) {
  const { place, label, hint, where, radiusM = 0, tried, error, onPick, children } = props;
  const t = useWords();
  const wrong = place.lat.trim() + place.lon.trim() === '' ? t.missing : t.bad;
  return (
    <div className="pick">
      <h3>{label}</h3>
      <p className="meta">{hint}</p>
      <Suspense fallback={null}>
        <PickMap
          label={label}
          where={where}
          spot={place.spot}
          radiusM={radiusM}
          onPick={(spot) => {
            place.put(spot);
            onPick?.();
          }}
        />
      </Suspense>
      <div className="pick-fields">
        <TextField
          label={t.lat}
          inputMode="decimal"
          value={place.lat}
          error={error ?? (tried && !place.spot ? wrong : undefined)}
          onChange={({ target }) => place.setLat(target.value)}
        />
        <TextField
          label={t.lon}
          inputMode="decimal"
          value={place.lon}
          onChange={({ target }) => place.setLon(target.value)}
        />
        {children}
      </div>
    </div>
  );
}
