import { SEVERITIES } from '#hub/contracts';
import { hhmm } from '../../format/clock.js';
import { useSpeech } from '../../i18n/words.js';
import { Shape, type ShapeKind } from '../shapes.js';
import type { Station } from '../stations/station-state.js';

export interface LegendProps {
  stations: readonly Station[];
  frozenAt?: number;
  /** Width it may take, layout pixels. */
  room: number;
}
/** Shape with its gaps, and a letter's advance, layout pixels. */
const ICON = 64;
const LETTER = 13.6;

/** What the marks mean, with how many there are of each. */
export function Legend({ stations, frozenAt, room }: LegendProps) {
  const { t } = useSpeech();
  if (frozenAt !== undefined)
    return (
      <ul className="legend">
        <li>{t.statesAt(hhmm(frozenAt))}</li>
      </ul>
    );
  if (stations.length === 0) return null;
  const is = (mark: Station['mark']) => stations.filter((s) => s.mark === mark);
  const normal = is('normal').length;
  const idle = is('off').length;
  const untold = is('off').filter((s) => s.absence?.why === 'no-history').length;
  const entries: { kind: ShapeKind; count: number; words: string }[] = [
    {
      kind: 'normal',
      count: normal,
      words: normal === stations.length ? t.legendAllNormal(normal) : t.legendNormal(normal),
    },
    ...[...SEVERITIES].reverse().map((severity) => {
      const count = is('alarm').filter((s) => s.alert!.severity === severity).length;
      return { kind: severity, count, words: t.legend[severity](count) };
    }),
    { kind: 'stale', count: is('stale').length, words: t.legendLost(is('stale').length) },
    { kind: 'off', count: idle - untold, words: t.legendOff(idle - untold) },
    { kind: 'off', count: untold, words: t.legendUntold(untold) },
  ];
  const shown = entries.filter((e) => e.count > 0);
  // where the words do not fit, the shapes with their numbers still do
  const terse = shown.reduce((sum, e) => sum + ICON + e.words.length * LETTER, 0) > room;
  return (
    <ul className="legend">
      {shown.map((e) => (
        <li key={e.words} aria-label={e.words}>
          <Shape kind={e.kind} className="" />
          {terse ? e.count : e.words}
        </li>
      ))}
    </ul>
  );
}
