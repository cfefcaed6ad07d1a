import { isDrillSensor, SEVERITIES } from '#hub/contracts';
import { hhmm } from '../../format/clock.js';
import { useSpeech } from '../words/words.js';
import { Shape, type ShapeKind } from '../shapes.js';
import type { Station } from '../stations/station-state.js';
import { type Away, tallyOf } from '../stations/tally.js';

export interface LegendProps {
  stations: readonly Station[];
  frozenAt?: number;
  /** Width it may take, layout pixels. */
  room: number;
}
/** Shape with its gaps, and a letter's advance, layout pixels. */
const ICON = 64;
const LETTER = 13.6;

interface Entry {
  kind: ShapeKind;
  count: number;
  words: string;
  label: string;
  /** Several reasons share a shape. */
  why?: Away;
}
const entry = (kind: ShapeKind, count: number, words: string, why?: Away): Entry => ({
  kind,
  count,
  words,
  label: words,
  why,
});
const counted = (e: Entry): Entry => ({ ...e, words: String(e.count) });
const shapeOf = (why: Away): ShapeKind => (why === 'silent' || why === 'backlog' ? 'stale' : 'off');

/** One number for each shape: beside a shape that stands twice it says nothing. */
const byShape = (entries: readonly Entry[]): Entry[] =>
  [...new Set(entries.map((e) => e.kind))].map((kind) => {
    const same = entries.filter((e) => e.kind === kind);
    const count = same.reduce((sum, e) => sum + e.count, 0);
    return { kind, count, words: String(count), label: same.map((e) => e.label).join(', ') };
  });

/** What the marks mean, with how many there are of each. */
export function Legend({ stations: all, frozenAt, room }: LegendProps) {
  const { t } = useSpeech();
  const stations = all.filter(({ device }) => !isDrillSensor(device.id));
  if (frozenAt !== undefined)
    return (
      <ul className="legend">
        <li>{t.statesAt(hhmm(frozenAt))}</li>
      </ul>
    );
  if (stations.length === 0) return null;
  const is = (mark: Station['mark']) => stations.filter((s) => s.mark === mark);
  const normal = is('normal').length;
  const away = tallyOf([...is('stale'), ...is('off')]).away;
  const entries = [
    entry('normal', normal, normal === stations.length ? t.legendAllNormal(normal) : t.legendNormal(normal)),
    ...[...SEVERITIES].reverse().map((severity) => {
      const count = is('alarm').filter((s) => s.alert!.severity === severity).length;
      return entry(severity, count, t.legend[severity](count));
    }),
    ...away.map(({ why, count }) => entry(shapeOf(why), count, t.away[why](count), why)),
  ];
  const named = entries.filter((e) => e.count > 0);
  const fits = (shown: readonly Entry[]) => shown.reduce((sum, e) => sum + ICON + e.words.length * LETTER, 0) <= room;
  // where not all words fit, a shape of its own still says what is counted
  const shown = [named, named.map((e) => (e.why ? e : counted(e))), byShape(named)].find(fits) ?? byShape(named);
  return (
    <ul className="legend">
      {shown.map((e) => (
        <li key={`${e.kind} ${e.why}`} aria-label={e.label}>
          <Shape kind={e.kind} className="" />
          {e.words}
        </li>
      ))}
    </ul>
  );
}
