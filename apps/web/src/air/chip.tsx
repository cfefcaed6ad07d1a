import { useLang } from '../i18n/lang.js';
import { bandOf } from './bands.js';

/** The band of an index in its word and its colour, which stands nowhere else. */
export function Chip({ index }: { index: number }) {
  const band = bandOf(index);
  return (
    <span className="air-chip">
      <i style={{ background: band.colour }} />
      {band[useLang()]}
    </span>
  );
}
