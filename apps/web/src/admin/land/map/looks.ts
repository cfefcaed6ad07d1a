import type L from 'leaflet';

/** Around which things stand: drawn pale, and nothing to click. */
export type Tone = 'main' | 'around';
interface Look {
  area: L.PathOptions;
  line: L.PathOptions;
}

const LOOKS: Record<Tone, Look> = {
  main: {
    area: { color: '#0a5638', weight: 1.5, opacity: 1, fillColor: '#3f9a6b', fillOpacity: 0.22 },
    line: { color: '#0b4a7a', weight: 4 },
  },
  around: {
    area: { color: '#5b6873', weight: 1, opacity: 1, fillOpacity: 0, dashArray: '3 3' },
    line: { color: '#4a90c4', weight: 3 },
  },
};
const CHOSEN: Look = {
  area: { color: '#7a2e00', weight: 3.5, opacity: 1, fillColor: '#ff9838', fillOpacity: 0.35 },
  line: { color: '#7a2e00', weight: 5 },
};
/** Thousands of plots from afar: their edges would be all that is seen. */
const FROM_AFAR: L.PathOptions = { weight: 0.6, opacity: 0.45, fillOpacity: 0.45 };

export type Seen = Tone | 'afar' | 'chosen';
export const lookOf = (seen: Seen, kind: keyof Look): L.PathOptions => {
  if (seen === 'chosen') return CHOSEN[kind];
  if (seen === 'afar') return { ...LOOKS.main[kind], ...(kind === 'area' && FROM_AFAR) };
  return LOOKS[seen][kind];
};
