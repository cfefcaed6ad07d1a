import { SEVERITIES } from '#hub/contracts';
import { hhmm } from '../../format/clock.js';
import { useSpeech } from '../../i18n/words.js';
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
}
const shapeOf = (why: Away): ShapeKind => (why === 'silent' || why === 'backlog' ? 'stale' : 'off');

/** One entry for each shape: a number beside a shape that stands twice says nothing. */
const byShape = (entries: readonly Entry[]): Entry[] =>
  [...new Set(entries.map((e) => e.kind))].map((kind) => {
    const same = entries.filter((e) => e.kind === kind);
    return {
      kind,
      count: same.reduce((sum, e) => sum + e.count, 0),
      words: same.map((e) => e.words).join(', '),
    };
  });

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
  const away = tallyOf([...is('stale'), ...is('off')]).away;
  const entries: Entry[] = [
    {
      kind: 'normal',
      count: normal,
      words: normal === stations.length ? t.legendAllNormal(normal) : t.legendNormal(normal),
    },
    ...[...SEVERITIES].reverse().map((severity) => {
      const count = is('alarm').filter((s) => s.alert!.severity === severity).length;
      return { kind: severity, count, words: t.legend[severity](count) };
    }),
    ...away.map(({ why, count }): Entry => ({ kind: shapeOf(why), count, words: t.away[why](count) })),
  ];
  const named = entries.filter((e) => e.count > 0);
  // where the words do not fit, the shapes with their numbers still do
  const terse = named.reduce((sum, e) => sum + ICON + e.words.length * LETTER, 0) > room;
  const shown = terse ? byShape(named) : named;
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
