import { io, type Socket } from 'socket.io-client';
import { LIVE_NAMESPACE, type LiveClientEvents, type LiveServerEvents, type Numbered } from '#hub/contracts';
import { type Link, type LinkState, linkState, mustRedial } from './link.js';
import {
  applyAlert,
  applyCamera,
  applyBroadcast,
  applyCommand,
  applyEscalation,
  applyFinding,
  applyIncident,
  applyLatest,
  applyNotices,
  applyPresence,
  applyService,
  applySnapshot,
  applyStatus,
  EMPTY,
  type LiveState,
  stepOf,
} from './live-state.js';
import { heard, type ServerClock, serverNow } from './server-clock.js';
import { createStore, type Store } from './store.js';

export interface HubClient {
  live: Store<LiveState>;
  link: Store<LinkState>;
  /** Server time now, milliseconds. */
  now(): number;
  /** Server time of the last sign of life; undefined before the first. */
  heardAt(): number | undefined;
  /** Resolves when the server's time is known: a kiosk's own clock may be years off. */
  timeKnown: Promise<void>;
  /** Server time (or the browser's, before the first contact) when the page was opened. */
  openedAt: number;
  /** Calls back each time the line is there again. */
  onReconnect(listener: () => void): () => void;
  stop(): void;
}

const CHECK_MS = 250;

/** After a refusal the socket does not dial again by itself. */
const REFUSED_MS = 3000;

/**
 * Keeps the page's copy of the hub's state for as long as the page lives, through any number of breaks. `onRefused` is
 * called when the hub lets this page in no more.
 */
export function connectHub(onRefused: () => void = () => {}): HubClient {
  const mono = () => performance.now();
  const live = createStore<LiveState>(EMPTY);
  const link: Link = { openedAt: mono(), socketUp: false };
  const state = createStore<LinkState>('connecting');
  const returned = new Set<() => void>();
  const openedAt = Date.now();
  let tellTime = () => {};
  const timeKnown = new Promise<void>((resolve) => {
    tellTime = resolve;
  });
  let clock: ServerClock = { base: openedAt, at: mono() };
  let dialledAt = mono();
  let connectedBefore = false;

  const socket: Socket<LiveServerEvents, LiveClientEvents> = io(LIVE_NAMESPACE, {
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: 5000,
    reconnectionDelay: 500,
    reconnectionDelayMax: 4000,
    randomizationFactor: 0.4,
  });

  const resume = () => {
    const { run, seq } = live.get();
    socket.emit('resume', run === undefined ? null : { run, seq });
  };
  const check = () => state.set(linkState(link, mono()));
  const sign = (serverTime: number) => {
    const first = link.heardAt === undefined;
    link.heardAt = mono();
    clock = first ? { base: serverTime, at: mono() } : heard(clock, serverTime, mono());
    tellTime();
    check();
  };
  /** Numbered events in order; what is missing is asked for, what came twice is left. */
  const inOrder = (event: Numbered, apply: (now: LiveState) => LiveState) => {
    const step = stepOf(live.get(), event);
    if (step === 'next') live.set(apply(live.get()));
    else if (step === 'gap') resume();
  };

  socket.on('connect', () => {
    link.socketUp = true;
    link.downAt = undefined;
    dialledAt = mono();
    resume();
    if (connectedBefore) for (const listener of returned) listener();
    connectedBefore = true;
  });
  socket.on('disconnect', (reason) => {
    link.socketUp = false;
    link.downAt ??= mono();
    // the hub hung up: it stops, or somebody may see less than before. Socket.io does not dial again by itself
    if (reason !== 'io server disconnect') return;
    onRefused();
    socket.connect();
  });
  let refused: ReturnType<typeof setTimeout> | undefined;
  socket.on('connect_error', () => {
    if (socket.active) return;
    onRefused();
    clearTimeout(refused);
    refused = setTimeout(() => socket.connect(), REFUSED_MS);
  });
  socket.on('snapshot', (snapshot) => {
    live.set(applySnapshot(live.get(), snapshot));
    sign(snapshot.status.now);
  });
  socket.on('alert', (event) => inOrder(event, (s) => applyAlert(s, event.seq, event.alert)));
  socket.on('presence', (event) => inOrder(event, (s) => applyPresence(s, event.seq, event.presence)));
  socket.on('camera', (event) => inOrder(event, (s) => applyCamera(s, event.seq, event.camera)));
  socket.on('incident', (event) => inOrder(event, (s) => applyIncident(s, event.seq, event.incident)));
  socket.on('escalation', (event) => inOrder(event, (s) => applyEscalation(s, event.seq, event.escalation)));
  socket.on('notices', (event) => inOrder(event, (s) => applyNotices(s, event.seq, event.notices)));
  socket.on('command', (event) => inOrder(event, (s) => applyCommand(s, event.seq, event.command)));
  socket.on('service', (event) => inOrder(event, (s) => applyService(s, event.seq, event)));
  socket.on('broadcast', (event) => inOrder(event, (s) => applyBroadcast(s, event.seq, event.broadcast)));
  socket.on('finding', (event) => inOrder(event, (s) => applyFinding(s, event.seq, event.finding)));
  socket.on('latest', ({ latest }) => live.set(applyLatest(live.get(), latest)));
  socket.on('status', (status) => {
    live.set(applyStatus(live.get(), status));
    sign(status.now);
  });

  const timer = setInterval(() => {
    check();
    if (!mustRedial(link, mono(), dialledAt)) return;
    dialledAt = mono();
    socket.disconnect();
    socket.connect();
  }, CHECK_MS);

  return {
    live,
    link: state,
    openedAt,
    timeKnown,
    now: () => serverNow(clock, mono()),
    heardAt: () => (link.heardAt === undefined ? undefined : serverNow(clock, link.heardAt)),
    onReconnect(listener) {
      returned.add(listener);
      return () => returned.delete(listener);
    },
    stop() {
      clearInterval(timer);
      clearTimeout(refused);
      socket.close();
    },
  };
}
