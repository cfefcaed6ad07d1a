import {
  type AlertsItem,
  type CommandsItem,
  type DeadLetterItem,
  type FarmItem,
  type FindingsItem,
  GROUP,
  isBroadcastOver,
  isCommandOver,
  type Notice,
  type NoticesItem,
  type Presence,
  type ReadingsItem,
  serviceKey,
  sketchOf,
  STREAM,
} from '#hub/contracts';
import { type ConsumerContext, transportOf } from '#hub/event-log';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { DeadLetterIndex } from '../dead-letters/dead-letter-index.js';
import { TrustBoard } from '../findings/trust-board.js';
import { FarmBoard, planSlot } from '../farm/farm-board.js';
import { Answers } from '../requests/answers.js';
import { keptRule, RuleBoard } from '../rules/rule-board.js';
import { Heartbeat } from '../status/heartbeat.js';
import { isOpen, LiveBoard } from './live-board.js';

const group = transportOf(GROUP.live);

/** Keys of the group's state. */
export const KEPT = {
  alert: 'alert/',
  incident: 'incident/',
  presence: 'presence/',
  command: 'command/',
  rule: 'rule/',
  heartbeat: 'heartbeat',
  escalation: 'escalation/',
  broadcast: 'broadcast/',
  service: 'service/',
  finding: 'finding/',
  trust: 'trust/',
  look: 'trust-look/',
  advice: 'advice/',
  turns: 'turns/',
} as const;

/** The log's side of the board. Open alerts and presence are kept as state; values are found again in log and store. */
@Controller()
export class LiveController {
  constructor(
    private readonly board: LiveBoard,
    private readonly heartbeat: Heartbeat,
    private readonly answers: Answers,
    private readonly letters: DeadLetterIndex,
    private readonly rules: RuleBoard,
    private readonly farm: FarmBoard,
    private readonly trust: TrustBoard,
  ) {}

  @EventPattern<string>(STREAM.readings, group)
  readings(@Payload() items: readonly ReadingsItem[], @Ctx() context: ConsumerContext): void {
    for (const item of items) {
      takeReading(this.board, item);
      this.heartbeat.take(item);
    }
    const beat = this.heartbeat.changes();
    if (beat) context.put(KEPT.heartbeat, beat);
  }

  @EventPattern<string>(STREAM.alerts, group)
  alerts(@Payload() items: readonly AlertsItem[], @Ctx() context: ConsumerContext): void {
    for (const item of items) {
      if (item.type === 'alert') {
        const { type: _, ...transition } = item;
        context.put(KEPT.alert + item.alert.id, isOpen(item.alert) ? item.alert : undefined);
        this.board.alert(transition);
      } else if (item.type === 'incident') {
        const { type: _, request: __, ...transition } = item;
        const { incident } = item;
        context.put(KEPT.incident + incident.id, incident.state === 'closed' ? undefined : incident);
        this.board.incident(transition);
      }
      if (item.type === 'rule') {
        const kept = keptRule(item);
        context.put(KEPT.rule + kept.id, kept);
        this.rules.take(kept);
      }
      if (item.type === 'service') {
        const { type: _, request: __, ...transition } = item;
        context.put(KEPT.service + serviceKey(item.entry), item.change === 'out' ? item.entry : undefined);
        this.board.service(transition);
      }
      this.answers.take(item);
    }
  }

  @EventPattern<string>(STREAM.commands, group)
  commands(@Payload() items: readonly CommandsItem[], @Ctx() context: ConsumerContext): void {
    for (const item of items) {
      if (item.type === 'command') {
        const { type: _, request: __, ...transition } = item;
        const { command } = item;
        context.put(KEPT.command + command.id, isCommandOver(command) ? undefined : command);
        this.board.command(transition);
      }
      this.answers.take(item);
    }
  }

  @EventPattern<string>(STREAM.notices, group)
  notices(@Payload() items: readonly NoticesItem[], @Ctx() context: ConsumerContext): void {
    const told = new Map<string, Notice[]>();
    for (const item of items) {
      if (item.type === 'escalation') {
        const { escalation } = item;
        context.put(KEPT.escalation + escalation.incident, escalation.stopped ? undefined : escalation);
        this.board.escalation(escalation);
      }
      if (item.type === 'broadcast') {
        const { broadcast } = item;
        context.put(KEPT.broadcast + broadcast.id, isBroadcastOver(broadcast) ? undefined : broadcast);
        this.board.broadcast(broadcast);
      }
      if (item.type === 'broadcast' || item.type === 'refused') this.answers.take(item);
      // what came of a public message stands in the message
      if (item.type !== 'notice' || item.notice.broadcast !== undefined) continue;
      const { incident = '' } = item.notice;
      told.set(incident, [...(told.get(incident) ?? []), item.notice]);
    }
    for (const notices of told.values()) this.board.notices(notices);
  }

  @EventPattern<string>(STREAM.findings, group)
  findings(@Payload() items: readonly FindingsItem[], @Ctx() context: ConsumerContext): void {
    for (const item of items) {
      if (item.type === 'trust-look') {
        context.put(KEPT.look + item.device, item);
        this.trust.look(item);
        continue;
      }
      const { finding } = item;
      // how far a probe is to be trusted is asked for by whoever repairs it
      if (finding.kind === 'trust') {
        context.put(KEPT.trust + finding.id, finding.endedAt === undefined ? finding : undefined);
        this.trust.take(finding);
        continue;
      }
      const sketch = sketchOf(finding);
      context.put(KEPT.finding + finding.id, finding.endedAt === undefined ? sketch : undefined);
      this.board.finding(sketch);
    }
  }

  @EventPattern<string>(STREAM.farm, group)
  advice(@Payload() items: readonly FarmItem[], @Ctx() context: ConsumerContext): void {
    for (const item of items) {
      if (item.type === 'turns' && this.farm.takePlan(item.plan))
        context.put(KEPT.turns + planSlot(item.plan), item.plan);
      if (item.type === 'due') continue;
      if (item.type !== 'advice') {
        this.answers.take(item);
        continue;
      }
      const { type: _, ...kept } = item;
      context.put(KEPT.advice + item.plot, item.advice && kept);
      this.farm.take(kept);
    }
  }

  @EventPattern<string>(STREAM.presence, group)
  presence(@Payload() items: readonly Presence[], @Ctx() context: ConsumerContext): void {
    for (const presence of items) {
      context.put(KEPT.presence + presence.device, presence);
      this.board.presence(presence);
    }
  }

  @EventPattern<string>(STREAM.deadLetters, group)
  deadLetters(@Payload() items: readonly DeadLetterItem[], @Ctx() context: ConsumerContext): void {
    items.forEach((item, i) => this.letters.take(item, context.positionOf(i)));
  }
}

export function takeReading(board: LiveBoard, item: ReadingsItem): void {
  if (item.type === 'reading') board.reading(item);
  else if (item.type === 'event' && item.phase === 'start' && !item.byHub) board.camera(item);
}
