import type { AlertsItem, Reading } from '#hub/contracts';
import { Afternoon, FOUR, MINUTE, SECOND } from '../../../alerting/src/timelines/people.js';
import { alertingOf, type Around, type Station } from '../../../alerting/src/timelines/stations.js';
import { person, Stage } from '../../../notifier/src/timelines/stage.js';

export { MINUTE };

/** An has the watch and Bình stands in; Chi is security officer of Thôn Đoài, Dũng the administrator, Em an operator. */
const PEOPLE = [
  person('An'),
  person('Bình'),
  person('Chi', 'security-officer', {
    grants: [{ role: 'security-officer', scope: { kind: 'hamlet', id: 'doai' } }],
  }),
  person('Dũng', 'administrator'),
  person('Em'),
];

const DOAI = { id: 'doai', commune: '26734', name: 'Thôn Đoài' };

export interface Setting extends Around {
  pack?: string;
  measure?: (station: Station, now: number) => Reading['values'];
  /** "HH:MM", 16:00 where it is not said. After midnight it is hour 24. */
  from?: string;
  /** Hours of the watch; all day where they are not said. */
  watch?: [from: string, to: string];
}

/**
 * A day from what stations send to what people have in their hands: the app that decides and the app that tells, each as
 * the hub runs it, with the first one's stream read by the second. Phones show what they are pushed.
 */
export class Day {
  readonly #alerts: Afternoon;
  readonly #notices: Stage;
  /** Items of the alerts stream, and messages, that the other side has seen. */
  #read = 0;
  #asked = 0;
  #shown = 0;
  readonly #off = new Set<string>();

  constructor(stations: readonly Station[], { pack, measure, from = '16:00', watch, ...around }: Setting = {}) {
    const app = alertingOf(stations, pack, { hamlets: [DOAI], ...around });
    this.#alerts = new Afternoon(app, stations, measure);
    this.#alerts.now = msOf(from);
    const placeOf = (id: string) => {
      const device = app.directory.device(id);
      return device ? app.directory.placeOf(device) : { commune: '' };
    };
    this.#notices = new Stage('2026-06-02 16:00', PEOPLE, ['zalo', 'webhook', 'email'], placeOf);
    this.#notices.now = this.#alerts.now;
    this.#notices.watch('An', 'Bình', watch ?? ['00:00', '00:00']);
  }

  lose(stations: readonly Station[]): this {
    this.#alerts.lose(stations);
    return this;
  }
  find(stations: readonly Station[]): this {
    this.#alerts.find(stations);
    return this;
  }
  /** Shows nothing from now on, and nobody hears it. */
  phoneOff(whose: string): this {
    this.#off.add(whose);
    return this;
  }

  /** A camera is sure of something. */
  async sees(device: string, event: string): Promise<this> {
    const { app, now } = this.#alerts;
    app.take([
      {
        ...{ type: 'event', commune: '26734', device, ts: now, received: now, late: false, event, phase: 'start' },
        ...{ score: 0.9, eventId: `${event} ${now}`, simulated: false },
      },
    ]);
    await this.#hear();
    return this;
  }

  async until(time: string): Promise<this> {
    for (const end = msOf(time); this.#alerts.now < end; this.#alerts.now += SECOND) {
      this.#alerts.second();
      await this.#hear();
    }
    return this;
  }

  /** Somebody takes all that waits for somebody, of a title or whatever it is. */
  async takes(whose: string, title?: string): Promise<string[]> {
    const { app, now } = this.#alerts;
    const waiting = app.service.incidents().filter(({ state }) => state === 'unacknowledged' || state === 'returned');
    const refused: string[] = [];
    for (const { id, text } of waiting) {
      if (title !== undefined && text.title !== title) continue;
      const answers = app.ask({
        ...{ type: 'incident', id: `${whose} ${id}`, incident: id, action: { do: 'acknowledge' } },
        ...{ by: whose, person: whose, at: now },
      });
      refused.push(...reasons(answers));
    }
    await this.#hear();
    return refused;
  }

  /** Somebody opens what was pushed last. */
  async opens(whose: string): Promise<this> {
    const last = this.#notices.told.findLast(({ person: whom, channel }) => whom === whose && channel === 'push');
    if (last) await this.#notices.phone('read', last);
    return this;
  }
  /** Somebody who is called takes it with a key. */
  async pressesOne(whose: string): Promise<this> {
    const last = this.#notices.told.findLast(({ person: whom, channel }) => whom === whose && channel === 'call');
    if (last) await this.#notices.phone('accepted', last);
    await this.#hear();
    return this;
  }

  /**
   * Each message that a person got: when, how, and what it says; of what he or she was told before in the same words the
   * title. What makes no sound is in brackets.
   */
  received(): Record<string, string[]> {
    const got: Record<string, string[]> = {};
    const known = new Set<string>();
    for (const { at, channel, person: whose = 'mọi người', kind, words, silent } of this.#notices.told) {
      const { title, body, sms, voice } = words;
      const text =
        channel === 'sms' ? sms : channel === 'call' ? voice : kind === 'page' ? `${title} | ${body}` : title;
      const said = known.has(`${whose} ${channel} ${text}`) ? `${title} (nhắc lại)` : text.replaceAll('\n', ' / ');
      known.add(`${whose} ${channel} ${text}`);
      (got[whose] ??= []).push(`${clockOf(at)} ${silent ? `(${channel})` : channel} ${said}`);
    }
    return got;
  }

  /** Both sides, until neither has anything for the other. */
  async #hear(): Promise<void> {
    const { log } = this.#alerts.app;
    this.#notices.now = this.#alerts.now;
    for (;;) {
      const items = log.items('alerts', this.#read);
      this.#read += items.length;
      await this.#notices.hears(...items.filter((item) => item.type !== 'rule'));
      const shown = this.#notices.told.slice(this.#shown);
      this.#shown += shown.length;
      for (const message of shown)
        if (message.channel === 'push' && !this.#off.has(message.person ?? ''))
          await this.#notices.phone('delivered', message);
      const asked = this.#notices.requests.slice(this.#asked);
      this.#asked += asked.length;
      for (const request of asked) this.#alerts.app.ask(request);
      if (items.length === 0 && shown.length === 0 && asked.length === 0) return;
    }
  }
}

/** "16:40" of the day that begins with 2 June 2026. */
function msOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return FOUR + ((hour - 16) * 60 + minute) * MINUTE;
}
const clockOf = (at: number): string => new Date(at + 7 * 60 * MINUTE).toISOString().slice(11, 16);

const reasons = (items: readonly AlertsItem[]): string[] =>
  items.flatMap((item) => (item.type === 'refused' ? [item.reason] : []));
