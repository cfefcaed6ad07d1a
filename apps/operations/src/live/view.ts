import {
  type Broadcast,
  type Granted,
  type Incident,
  type LatestOfDevice,
  type LiveSnapshot,
  type Numbered,
  type Permission,
  type Place,
  heardAt,
  targetsOf,
} from '#hub/contracts';
import type { Caller } from '../access/caller.js';
import { narrowed } from '../incidents/narrowed.js';
import type { NumberedEvent } from './event-buffer.js';

/** Names what a caller is shown: callers with the same rights are shown the same, and are served together. */
export const viewKey = ({ granted }: Pick<Caller, 'granted'>): string =>
  JSON.stringify(
    granted.map(({ scope, permissions }: Granted) => [scope.kind, scope.id, [...permissions].sort()]).sort(),
  );

type Picture = Omit<LiveSnapshot, 'status'>;
/** An event as a view is shown it. */
export type Shown = NumberedEvent['event'] & Pick<Numbered, 'after'>;

/** What callers of one kind are shown of all that happens. */
export class View {
  /** Number of the last event that they were shown; 0: none since somebody looked. */
  #last = 0;
  #may = new Map<string, boolean>();

  constructor(
    readonly key: string,
    readonly who: Pick<Caller, 'can'>,
    readonly placeOf: (device: string) => Place,
  ) {}

  /** Devices have moved, or are others. */
  forgetPlaces(): void {
    this.#may.clear();
  }

  /** The event for them, or undefined where it is not theirs to see. */
  next(told: NumberedEvent): Shown | undefined {
    if (!this.sees(told)) return undefined;
    const after = this.#last;
    this.#last = told.event.seq;
    return { ...this.#shown(told), after };
  }

  /** What they missed, each after the one before. */
  missed(events: readonly NumberedEvent[], from: number): { name: NumberedEvent['name']; event: Shown }[] {
    let after = from;
    return events
      .filter((told) => this.sees(told))
      .map((told) => {
        const shown = { ...this.#shown(told), after };
        after = told.event.seq;
        return { name: told.name, event: shown };
      });
  }

  picture({
    alerts,
    incidents,
    latest,
    presence,
    cameras,
    commands,
    escalations,
    broadcasts,
    outOfService,
    findings,
    ...rest
  }: Picture): Picture {
    return {
      ...rest,
      alerts: alerts.filter(({ target }) => this.#sees('alerts.read', target)),
      incidents: incidents.flatMap((incident) => this.#narrowed(incident) ?? []),
      latest: this.latest(latest),
      presence: presence.filter(({ device }) => this.#sees('devices.read', device)),
      cameras: cameras.filter(({ camera }) => this.#sees('cameras.watch', camera)),
      commands: commands.filter(({ device }) => this.#sees('commands.read', device)),
      escalations: escalations.filter((escalation) => this.#seesAny('alerts.read', escalation)),
      broadcasts: broadcasts.filter((broadcast) => this.#hears(broadcast)),
      outOfService: outOfService.filter(({ device }) => this.#sees('alerts.acknowledge', device)),
      findings: findings.filter((finding) => this.#seesAny('alerts.read', finding)),
    };
  }

  latest(latest: readonly LatestOfDevice[]): LatestOfDevice[] {
    return latest.filter(({ device }) => this.#sees('readings.read', device));
  }

  sees(told: NumberedEvent): boolean {
    if (told.name === 'alert') return this.#sees('alerts.read', told.event.alert.target);
    if (told.name === 'incident') return this.#seesAny('alerts.read', told.event.incident);
    if (told.name === 'presence') return this.#sees('devices.read', told.event.presence.device);
    if (told.name === 'command') return this.#sees('commands.read', told.event.command.device);
    if (told.name === 'escalation') return this.#seesAny('alerts.read', told.event.escalation);
    if (told.name === 'broadcast') return this.#hears(told.event.broadcast);
    if (told.name === 'finding') return this.#seesAny('alerts.read', told.event.finding);
    // they have names in them: for whoever deals with alerts
    if (told.name === 'notices') return this.#seesAny('alerts.acknowledge', told.event.notices[0] ?? {});
    if (told.name === 'service') return this.#sees('alerts.acknowledge', told.event.entry.device);
    return this.#sees('cameras.watch', told.event.camera.camera);
  }

  #hears(broadcast: Broadcast): boolean {
    return heardAt(broadcast).some((place) => this.who.can('broadcasts.write', place));
  }
  /** Somebody who sees one of its places is told of it, and of no device of another. */
  #shown({ name, event }: NumberedEvent): NumberedEvent['event'] {
    if (name !== 'incident') return event;
    return { ...event, incident: this.#narrowed(event.incident) ?? event.incident };
  }
  #narrowed(incident: Incident): Incident | undefined {
    return narrowed(incident, (device) => this.#sees('alerts.read', device));
  }
  #seesAny(permission: Permission, about: Parameters<typeof targetsOf>[0]): boolean {
    return targetsOf(about).some((device) => this.#sees(permission, device));
  }

  #sees(permission: Permission, device: string): boolean {
    const key = `${permission} ${device}`;
    let may = this.#may.get(key);
    if (may === undefined) this.#may.set(key, (may = this.who.can(permission, this.placeOf(device))));
    return may;
  }
}
