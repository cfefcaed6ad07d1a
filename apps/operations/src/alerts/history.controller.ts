import {
  type AlertsItem,
  type AlertTransition,
  changesIn,
  type CommandsItem,
  type CommandTransition,
  type FindingsItem,
  GROUP,
  type IncidentTransition,
  type NoticesItem,
  type Refusal,
  type RuleTransition,
  STREAM,
} from '#hub/contracts';
import { transportOf } from '#hub/event-log';
import { REGISTRY, type Registry } from '#hub/registry';
import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';

const group = transportOf(GROUP.history);

/** Writes what happened into the registry, where it can be searched. A registry that is away holds up only this. */
@Controller()
export class HistoryController {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  @EventPattern<string>(STREAM.alerts, group)
  async alerts(@Payload() items: readonly AlertsItem[]): Promise<void> {
    const transitions = items.filter((item): item is AlertTransition => item.type === 'alert');
    if (transitions.length > 0) await this.registry.alerts.record(transitions);
    const incidents = items.filter((item): item is IncidentTransition => item.type === 'incident');
    if (incidents.length > 0) await this.registry.incidents.record(incidents);
    await this.registry.rules.record(items.filter((item): item is RuleTransition => item.type === 'rule'));
  }

  @EventPattern<string>(STREAM.commands, group)
  async commands(@Payload() items: readonly CommandsItem[]): Promise<void> {
    const transitions = items.filter((item): item is CommandTransition => item.type === 'command');
    if (transitions.length > 0) await this.registry.commands.record(transitions);
  }

  @EventPattern<string>(STREAM.notices, group)
  async notices(@Payload() items: readonly NoticesItem[]): Promise<void> {
    await this.registry.broadcasts.record(items.flatMap((item) => (item.type === 'broadcast' ? [item.broadcast] : [])));
    await this.registry.notices.record(items.flatMap((item) => (item.type === 'notice' ? [item.notice] : [])));
  }

  @EventPattern<string>(STREAM.findings, group)
  async findings(@Payload() items: readonly FindingsItem[]): Promise<void> {
    await this.registry.findings.record(changesIn(items).map(({ finding }) => finding));
  }

  @EventPattern<string>(STREAM.refusals, group)
  async refusals(@Payload() refusals: readonly Refusal[]): Promise<void> {
    await this.registry.refusals.record([...refusals]);
  }
}
