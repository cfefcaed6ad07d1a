import {
  type Alert,
  type Broadcast,
  type CameraEvent,
  type Command,
  type Escalation,
  type FindingSketch,
  isBroadcastOver,
  isCommandOver,
  type HubStatus,
  type Incident,
  type LatestOfDevice,
  type LatestValue,
  type LiveSnapshot,
  type Metric,
  type Notice,
  type OutOfService,
  type Presence,
  type Numbered,
  serviceKey,
  type ServiceTransition,
} from '#hub/contracts';

export type ValuesOfDevice = Readonly<Partial<Record<Metric, LatestValue>>>;

/** Everything the socket told, newest state only; each collection is bounded. */
export interface LiveState {
  run?: string;
  seq: number;
  /** Unacknowledged and acknowledged ones only. */
  alerts: ReadonlyMap<string, Alert>;
  /** Those that are not closed. */
  incidents: ReadonlyMap<string, Incident>;
  /** Where telling people of an incident stands, by the incident; those that are not stopped. */
  escalations: ReadonlyMap<string, Escalation>;
  /** Number of the newest event of who was told of an incident, by the incident: what is to be asked for again. */
  told: ReadonlyMap<string, number>;
  /** Alerts that ended while the page was open, newest first. */
  ended: readonly Alert[];
  latest: ReadonlyMap<string, ValuesOfDevice>;
  presence: ReadonlyMap<string, Presence>;
  /** Newest event of each camera, newest first. */
  cameras: readonly CameraEvent[];
  /** Those that are not over. */
  commands: ReadonlyMap<string, Command>;
  /** What nobody watches, by rule and device. */
  outOfService: ReadonlyMap<string, OutOfService>;
  /** Public messages that are not over, and those that ended while the page was open. */
  broadcasts: ReadonlyMap<string, Broadcast>;
  /** Suspicions that are not over. */
  findings: ReadonlyMap<string, FindingSketch>;
  status?: HubStatus;
}

export const EMPTY: LiveState = {
  seq: 0,
  alerts: new Map(),
  incidents: new Map(),
  escalations: new Map(),
  told: new Map(),
  ended: [],
  latest: new Map(),
  presence: new Map(),
  cameras: [],
  commands: new Map(),
  outOfService: new Map(),
  broadcasts: new Map(),
  findings: new Map(),
};
const KEPT_ENDED = 60;
const KEPT_CAMERAS = 16;

export const isActive = (alert: Alert): boolean => alert.state === 'unacknowledged' || alert.state === 'acknowledged';

export function applySnapshot(state: LiveState, snapshot: LiveSnapshot): LiveState {
  return {
    run: snapshot.run,
    seq: snapshot.seq,
    alerts: new Map(snapshot.alerts.filter(isActive).map((a) => [a.id, a])),
    incidents: new Map(snapshot.incidents.map((i) => [i.id, i])),
    escalations: new Map(snapshot.escalations.map((e) => [e.incident, e])),
    told: state.told,
    ended: state.ended,
    latest: new Map(snapshot.latest.map((l) => [l.device, l.values])),
    presence: new Map(snapshot.presence.map((p) => [p.device, p])),
    cameras: snapshot.cameras.reduce<readonly CameraEvent[]>(withCamera, []),
    commands: new Map(snapshot.commands.map((c) => [c.id, c])),
    outOfService: new Map(snapshot.outOfService.map((entry) => [serviceKey(entry), entry])),
    broadcasts: new Map(snapshot.broadcasts.map((b) => [b.id, b])),
    findings: new Map(snapshot.findings.map((f) => [f.id, f])),
    status: snapshot.status,
  };
}

export type Step = 'next' | 'repeated' | 'gap';
/** Whether an event follows the last one. A gap means that the page has to ask for what it missed. */
export const stepOf = (state: LiveState, { seq, after }: Numbered): Step =>
  seq <= state.seq ? 'repeated' : after <= state.seq ? 'next' : 'gap';

export function applyAlert(state: LiveState, seq: number, alert: Alert): LiveState {
  const alerts = new Map(state.alerts);
  if (isActive(alert) && !alert.backdated) {
    alerts.set(alert.id, alert);
    return { ...state, seq, alerts };
  }
  alerts.delete(alert.id);
  const ended = [alert, ...state.ended.filter((a) => a.id !== alert.id)].slice(0, KEPT_ENDED);
  return { ...state, seq, alerts, ended };
}

export function applyIncident(state: LiveState, seq: number, incident: Incident): LiveState {
  const incidents = new Map(state.incidents);
  if (incident.state === 'closed') incidents.delete(incident.id);
  else incidents.set(incident.id, incident);
  return { ...state, seq, incidents };
}

export function applyEscalation(state: LiveState, seq: number, escalation: Escalation): LiveState {
  const escalations = new Map(state.escalations);
  if (escalation.stopped) escalations.delete(escalation.incident);
  else escalations.set(escalation.incident, escalation);
  return { ...state, seq, escalations };
}

const KEPT_TOLD = 200;
export function applyNotices(state: LiveState, seq: number, notices: readonly Notice[]): LiveState {
  const told = new Map(state.told);
  for (const { incident } of notices) {
    if (incident === undefined) continue;
    told.delete(incident);
    told.set(incident, seq);
  }
  return { ...state, seq, told: new Map([...told].slice(-KEPT_TOLD)) };
}

export const applyPresence = (state: LiveState, seq: number, presence: Presence): LiveState => ({
  ...state,
  seq,
  presence: new Map(state.presence).set(presence.device, presence),
});

export const applyCamera = (state: LiveState, seq: number, camera: CameraEvent): LiveState => ({
  ...state,
  seq,
  cameras: withCamera(state.cameras, camera),
});

export function applyCommand(state: LiveState, seq: number, command: Command): LiveState {
  const commands = new Map(state.commands);
  if (isCommandOver(command)) commands.delete(command.id);
  else commands.set(command.id, command);
  return { ...state, seq, commands };
}

export function applyService(
  state: LiveState,
  seq: number,
  { change, entry }: Pick<ServiceTransition, 'change' | 'entry'>,
): LiveState {
  const outOfService = new Map(state.outOfService);
  if (change === 'out') outOfService.set(serviceKey(entry), entry);
  else outOfService.delete(serviceKey(entry));
  return { ...state, seq, outOfService };
}

const KEPT_BROADCASTS = 100;
export function applyBroadcast(state: LiveState, seq: number, broadcast: Broadcast): LiveState {
  const broadcasts = new Map(state.broadcasts);
  broadcasts.delete(broadcast.id);
  broadcasts.set(broadcast.id, broadcast);
  const over = [...broadcasts.values()].filter(isBroadcastOver).slice(0, -KEPT_BROADCASTS);
  for (const { id } of over) broadcasts.delete(id);
  return { ...state, seq, broadcasts };
}

export function applyFinding(state: LiveState, seq: number, finding: FindingSketch): LiveState {
  const findings = new Map(state.findings);
  if (finding.endedAt === undefined) findings.set(finding.id, finding);
  else findings.delete(finding.id);
  return { ...state, seq, findings };
}

export function applyLatest(state: LiveState, news: readonly LatestOfDevice[]): LiveState {
  const latest = new Map(state.latest);
  for (const { device, values } of news) latest.set(device, { ...latest.get(device), ...values });
  return { ...state, latest };
}

export const applyStatus = (state: LiveState, status: HubStatus): LiveState => ({ ...state, status });

function withCamera(cameras: readonly CameraEvent[], event: CameraEvent): readonly CameraEvent[] {
  const known = cameras.find((c) => c.camera === event.camera);
  if (known && known.ts > event.ts) return cameras;
  return [event, ...cameras.filter((c) => c.camera !== event.camera)]
    .sort((a, b) => b.ts - a.ts)
    .slice(0, KEPT_CAMERAS);
}
