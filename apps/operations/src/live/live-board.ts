import { randomUUID } from 'node:crypto';
import {
  type Alert,
  type AlertTransition,
  type Broadcast,
  type CameraEvent,
  type Command,
  type CommandTransition,
  type DeviceEvent,
  type FindingSketch,
  type Incident,
  type IncidentTransition,
  type Escalation,
  type LiveSnapshot,
  type Notice,
  type OutOfService,
  type Presence,
  type Reading,
  isBroadcastOver,
  serviceKey,
  type ServiceTransition,
  isCommandOver,
  isOlder,
} from '#hub/contracts';
import { EventBuffer, type NumberedEvent, type NumberedName, type Told } from './event-buffer.js';
import { LatestValues } from './latest-values.js';

const HOUR_MS = 3_600_000;
const KEPT_EVENTS = 2000;
const KEPT_STOPPED = 500;
const KEPT_SAID = 100;

export const isOpen = (alert: Alert): boolean => alert.state === 'unacknowledged' || alert.state === 'acknowledged';

/** Hears of each numbered event as it happens. */
export type Listener = (told: NumberedEvent) => void;

/** What is known right now: the one picture that every wall and phone is shown. */
export class LiveBoard {
  /** Names this run of the hub. */
  readonly run = randomUUID();
  readonly latest = new LatestValues();
  readonly #presence = new Map<string, Presence>();
  readonly #alerts = new Map<string, Alert>();
  readonly #incidents = new Map<string, Incident>();
  readonly #cameras = new Map<string, CameraEvent>();
  readonly #commands = new Map<string, Command>();
  readonly #findings = new Map<string, FindingSketch>();
  readonly #outOfService = new Map<string, OutOfService>();
  readonly #escalations = new Map<string, Escalation>();
  readonly #broadcasts = new Map<string, Broadcast>();
  /** Those that ended since the hub started, the newest: the registry may not have heard yet. */
  readonly #said = new Map<string, Broadcast>();
  /** Those that went no further since the hub started, the newest. */
  readonly #stopped = new Map<string, Escalation>();
  readonly #events = new EventBuffer(KEPT_EVENTS);
  readonly #listeners = new Set<Listener>();
  readonly #pastListeners = new Set<(device: string) => void>();

  onEvent(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back with a device that told of an hour that is over: what was worked out of that hour may be another now. */
  onPast(listener: (device: string) => void): () => void {
    this.#pastListeners.add(listener);
    return () => this.#pastListeners.delete(listener);
  }

  reading(reading: Reading): void {
    this.latest.take(reading);
    const { device, ts, received } = reading;
    if (ts >= received - (received % HOUR_MS)) return;
    for (const listener of this.#pastListeners) listener(device);
  }

  alert(transition: Omit<AlertTransition, 'type'>): void {
    this.restoreAlert(transition.alert);
    this.#tell('alert', transition);
  }
  incident(transition: Omit<IncidentTransition, 'type' | 'request'>): void {
    this.restoreIncident(transition.incident);
    this.#tell('incident', transition);
  }
  presence(presence: Presence): void {
    this.#presence.set(presence.device, presence);
    this.#tell('presence', { presence });
  }
  camera({ device, event, ts, received, zones = [], score }: DeviceEvent): void {
    const known = this.#cameras.get(device);
    if (known && isOlder(ts, known.ts, received)) return;
    const still = `/api/cameras/${device}/still`;
    const camera: CameraEvent = { camera: device, event, ts, zones, ...(score !== undefined && { score }), still };
    this.#cameras.set(device, camera);
    this.#tell('camera', { camera });
  }

  command(transition: Omit<CommandTransition, 'type' | 'request'>): void {
    this.restoreCommand(transition.command);
    this.#tell('command', transition);
  }

  service(transition: Omit<ServiceTransition, 'type' | 'request'>): void {
    const { change, entry } = transition;
    if (change === 'out') this.restoreService(entry);
    else this.#outOfService.delete(serviceKey(entry));
    this.#tell('service', transition);
  }

  finding(finding: FindingSketch): void {
    this.restoreFinding(finding);
    this.#tell('finding', { finding });
  }

  escalation(escalation: Escalation): void {
    this.restoreEscalation(escalation);
    this.#tell('escalation', { escalation });
  }
  broadcast(broadcast: Broadcast): void {
    this.restoreBroadcast(broadcast);
    this.#tell('broadcast', { broadcast });
  }
  /** Of one incident, or of none. */
  notices(notices: Notice[]): void {
    this.#tell('notices', { notices });
  }

  /** As it was before the restart: nobody is told. */
  restoreAlert(alert: Alert): void {
    if (isOpen(alert)) this.#alerts.set(alert.id, alert);
    else this.#alerts.delete(alert.id);
  }
  restoreIncident(incident: Incident): void {
    if (incident.state === 'closed') this.#incidents.delete(incident.id);
    else this.#incidents.set(incident.id, incident);
  }
  restoreCommand(command: Command): void {
    if (isCommandOver(command)) this.#commands.delete(command.id);
    else this.#commands.set(command.id, command);
  }
  restoreBroadcast(broadcast: Broadcast): void {
    const { id } = broadcast;
    this.#said.delete(id);
    if (!isBroadcastOver(broadcast)) {
      this.#broadcasts.set(id, broadcast);
      return;
    }
    this.#broadcasts.delete(id);
    this.#said.set(id, broadcast);
    if (this.#said.size > KEPT_SAID) this.#said.delete(this.#said.keys().next().value!);
  }
  restoreFinding(finding: FindingSketch): void {
    if (finding.endedAt === undefined) this.#findings.set(finding.id, finding);
    else this.#findings.delete(finding.id);
  }
  restoreService(entry: OutOfService): void {
    this.#outOfService.set(serviceKey(entry), entry);
  }
  restoreEscalation(escalation: Escalation): void {
    const { incident, stopped } = escalation;
    this.#stopped.delete(incident);
    if (!stopped) {
      this.#escalations.set(incident, escalation);
      return;
    }
    this.#escalations.delete(incident);
    this.#stopped.set(incident, escalation);
    if (this.#stopped.size > KEPT_STOPPED) this.#stopped.delete(this.#stopped.keys().next().value!);
  }
  restorePresence(presence: Presence): void {
    this.#presence.set(presence.device, presence);
  }

  /** Where telling people of an incident stands; of one that stopped before the hub started nothing is known. */
  escalationOf(incident: string): Escalation | undefined {
    return this.#escalations.get(incident) ?? this.#stopped.get(incident);
  }
  alerts(): Alert[] {
    return [...this.#alerts.values()];
  }
  /** Those that are not closed. */
  incidents(): Incident[] {
    return [...this.#incidents.values()];
  }
  incidentOf(id: string): Incident | undefined {
    return this.#incidents.get(id);
  }
  /** One that is not over, or that ended since the hub started. */
  broadcastOf(id: string): Broadcast | undefined {
    return this.#broadcasts.get(id) ?? this.#said.get(id);
  }
  broadcasts(): Broadcast[] {
    return [...this.#broadcasts.values(), ...this.#said.values()];
  }
  /** What nobody watches for now. */
  outOfService(): OutOfService[] {
    return [...this.#outOfService.values()];
  }
  /** Suspicions that are not over. */
  findings(): FindingSketch[] {
    return [...this.#findings.values()];
  }
  presenceOf(device: string): Presence | undefined {
    return this.#presence.get(device);
  }
  presences(): Presence[] {
    return [...this.#presence.values()];
  }

  /** The device is no longer registered. */
  forget(device: string): void {
    this.latest.forget(device);
    this.#presence.delete(device);
    this.#cameras.delete(device);
  }

  snapshot(): Omit<LiveSnapshot, 'status'> {
    return {
      run: this.run,
      seq: this.#events.seq,
      alerts: this.alerts(),
      incidents: this.incidents(),
      latest: this.latest.all(),
      presence: this.presences(),
      cameras: [...this.#cameras.values()],
      commands: [...this.#commands.values()],
      escalations: [...this.#escalations.values()],
      broadcasts: [...this.#broadcasts.values()],
      outOfService: this.outOfService(),
      findings: this.findings(),
    };
  }

  /** What a client of this run missed since `seq`; undefined where only a snapshot helps. */
  missed(from: { run: string; seq: number } | null): readonly NumberedEvent[] | undefined {
    return from?.run === this.run ? this.#events.after(from.seq) : undefined;
  }

  #tell<N extends NumberedName>(name: N, event: Omit<Told<N>, 'seq'>): void {
    const told = this.#events.push(name, event);
    for (const listener of this.#listeners) listener(told);
  }
}
