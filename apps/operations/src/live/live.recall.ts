import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type Alert,
  type Broadcast,
  type Command,
  type Escalation,
  type Finding,
  type FindingSketch,
  GROUP,
  type Incident,
  isGone,
  type Metric,
  type OutOfService,
  type Presence,
  type Quality,
  STREAM,
  type TrustLook,
  type TurnPlan,
} from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { DeviceDirectory } from '#hub/registry';
import type { Clock } from '#hub/service-kit';
import type { TimeSeries } from '#hub/time-series';
import type { DeadLetterIndex } from '../dead-letters/dead-letter-index.js';
import type { Heartbeat, KeptHeartbeat } from '../status/heartbeat.js';
import { KEPT, takeReading } from './live.controller.js';
import type { KeptRule, RuleBoard } from '../rules/rule-board.js';
import type { FarmBoard, KeptAdvice } from '../farm/farm-board.js';
import type { TrustBoard } from '../findings/trust-board.js';
import type { LiveBoard } from './live-board.js';

const ITEMS_A_TURN = 500;
/** A value older than this is history, and no longer what a station shows. */
const REACH_MS = 31 * 86_400_000;

export interface RecallDeps {
  farm: FarmBoard;
  log: EventLog;
  board: LiveBoard;
  heartbeat: Heartbeat;
  letters: DeadLetterIndex;
  directory: DeviceDirectory;
  series: TimeSeries;
  clock: Clock;
  rules: RuleBoard;
  trust: TrustBoard;
}

/** Before anything is consumed: what the group kept as state. */
export function recallState({ log, board, heartbeat, rules, farm, trust }: RecallDeps): void {
  for (const [, alert] of log.state<Alert>(GROUP.live, KEPT.alert)) board.restoreAlert(alert);
  for (const [, incident] of log.state<Incident>(GROUP.live, KEPT.incident)) board.restoreIncident(incident);
  for (const [, command] of log.state<Command>(GROUP.live, KEPT.command)) board.restoreCommand(command);
  for (const [, escalation] of log.state<Escalation>(GROUP.live, KEPT.escalation)) board.restoreEscalation(escalation);
  for (const [, broadcast] of log.state<Broadcast>(GROUP.live, KEPT.broadcast)) board.restoreBroadcast(broadcast);
  for (const [, entry] of log.state<OutOfService>(GROUP.live, KEPT.service)) board.restoreService(entry);
  for (const [, finding] of log.state<FindingSketch>(GROUP.live, KEPT.finding)) board.restoreFinding(finding);
  for (const [, finding] of log.state<Finding>(GROUP.live, KEPT.trust)) trust.take(finding);
  for (const [, look] of log.state<TrustLook>(GROUP.live, KEPT.look)) trust.look(look);
  for (const [, kept] of log.state<KeptAdvice>(GROUP.live, KEPT.advice)) farm.take(kept);
  for (const [, plan] of log.state<TurnPlan>(GROUP.live, KEPT.turns)) farm.takePlan(plan);
  for (const [, presence] of log.state<Presence>(GROUP.live, KEPT.presence)) board.restorePresence(presence);
  for (const [, kept] of log.state<KeptRule>(GROUP.live, KEPT.rule)) rules.take(kept);
  for (const [, kept] of log.state<KeptHeartbeat>(GROUP.live, KEPT.heartbeat)) heartbeat.restore(kept);
}

/**
 * Values are found again in what the log still keeps, and those of slow devices in the store. Runs beside the traffic:
 * what is newer stays. A store that is away leaves stations without a value until they speak.
 */
export async function recallValues(deps: RecallDeps, stopped: () => boolean): Promise<void> {
  const { board, log, letters } = deps;
  let n = 0;
  for (const { item, position } of log.scan(STREAM.deadLetters)) {
    letters.take(item, position);
    if (++n % ITEMS_A_TURN === 0) await nextTurn();
    if (stopped()) return;
  }
  for (const { item } of log.scan(STREAM.readings)) {
    takeReading(board, item);
    if (++n % ITEMS_A_TURN === 0) await nextTurn();
    if (stopped()) return;
  }
  for (const { id, state } of deps.directory.devices()) {
    if (stopped()) return;
    if (!isGone(state)) await recallFromStore(deps, id).catch(() => undefined);
  }
}

async function recallFromStore({ board, directory, series, clock }: RecallDeps, id: string): Promise<void> {
  const profile = directory.profile(directory.device(id)!.profile);
  const now = clock.now();
  for (const metric of Object.keys(profile?.metrics ?? {}) as Metric[]) {
    if (board.latest.of(id)?.[metric]) continue;
    const asked = { kind: profile!.kind, device: id, metric, from: now - REACH_MS, to: now + 1 };
    const [last] = await series.query({ ...asked, newest: true, limit: 1 });
    if (last)
      board.latest.recall(id, metric, { value: last.value, ts: last.time, received: last.time, ...qualityOf(last) });
  }
}

const qualityOf = ({ quality }: { quality?: Quality | undefined }) => (quality ? { quality } : {});
