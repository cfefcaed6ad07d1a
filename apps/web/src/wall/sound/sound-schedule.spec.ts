import { describe, expect, it } from '@jest/globals';
import type { Alert } from '#hub/contracts';
import { anAlert, NOON } from '../../testing.js';
import { dueSound, type Heard } from './sound-schedule.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Listens once a second and writes down what is played, by seconds after the start. */
function listen(alerts: (at: number) => Alert[], seconds: number, start = NOON): [number, string][] {
  let heard: Heard = new Map();
  const out: [number, string][] = [];
  for (let s = 0; s <= seconds; s++) {
    const due = dueSound(alerts(s), heard, start + s * SECOND);
    heard = due.heard;
    if (due.play) out.push([s, due.play]);
  }
  return out;
}
const at = (severity: Alert['severity'], over: Partial<Alert> = {}) =>
  anAlert({ severity, startedAt: NOON, learntAt: NOON, ...over });

describe('what the wall plays', () => {
  it('repeats an emergency every 10 s, and every 60 s after three minutes', () => {
    const played = listen(() => [at('emergency')], 400).map(([s]) => s);
    expect(played.slice(0, 4)).toEqual([0, 10, 20, 30]);
    expect(played.filter((s) => s < 180)).toHaveLength(18);
    expect(played.filter((s) => s >= 180)).toEqual([230, 290, 350]);
  });
  it('falls silent when somebody accepts', () => {
    const played = listen((s) => [at('emergency', { state: s < 25 ? 'unacknowledged' : 'acknowledged' })], 120);
    expect(played.map(([s]) => s)).toEqual([0, 10, 20]);
  });
  it('chimes once for a warning and again at five minutes', () => {
    expect(listen(() => [at('warning')], 900)).toEqual([
      [0, 'warning'],
      [300, 'warning'],
    ]);
  });
  it('plays a watch once, and only between 7 and 21 h', () => {
    expect(listen(() => [at('watch')], 900)).toEqual([[0, 'watch']]);
    for (const [hour, times] of [
      ['06:59', 0],
      ['07:00', 1],
      ['20:59', 1],
      ['21:00', 0],
    ] as const) {
      const start = Date.parse(`2026-06-02T${hour}:00+07:00`);
      expect(listen(() => [at('watch', { learntAt: start })], 30, start)).toHaveLength(times);
    }
  });
  it('is silent for information and for what was written for the record only', () => {
    expect(listen(() => [at('info'), at('emergency', { backdated: true })], 60)).toEqual([]);
  });
  it('lets the gravest speak when several are due', () => {
    expect(
      listen(() => [at('watch', { id: 'w' }), at('warning', { id: 'x' }), at('emergency', { id: 'e' })], 5),
    ).toEqual([[0, 'emergency']]);
  });
  it('does not chime old warnings when the page is opened anew, and keeps an emergency going', () => {
    const old = { learntAt: NOON - 20 * MINUTE };
    expect(listen(() => [at('warning', old)], 600)).toEqual([]);
    expect(listen(() => [at('emergency', old)], 100).map(([s]) => s)).toEqual([0, 60]);
  });
  it('forgets alerts that are over', () => {
    const first = dueSound([at('warning')], new Map(), NOON);
    expect(dueSound([], first.heard, NOON + SECOND).heard.size).toBe(0);
  });
});
