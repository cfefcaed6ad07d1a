import { type AlertsItem, type CommandsItem, GROUP, type NoticesItem, type Request, STREAM } from '#hub/contracts';
import { type Commit, transportOf } from '#hub/event-log';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { NotifierService } from './notifier.service.js';

const group = transportOf(GROUP.notifier);

@Controller()
export class NotifierController {
  constructor(@Inject(NotifierService) private readonly notifier: NotifierService) {}

  @EventPattern<string>(STREAM.alerts, group)
  alerts(@Payload() items: AlertsItem[], @Ctx() commit: Commit): Promise<void> {
    return this.notifier.onAlerts(items, commit);
  }

  @EventPattern<string>(STREAM.requests, group)
  requests(@Payload() items: Request[], @Ctx() commit: Commit): Promise<void> {
    return this.notifier.onRequests(items, commit);
  }

  @EventPattern<string>(STREAM.commands, group)
  commands(@Payload() items: CommandsItem[], @Ctx() commit: Commit): Promise<void> {
    return this.notifier.onCommands(items, commit);
  }

  @EventPattern<string>(STREAM.notices, group)
  notices(@Payload() items: NoticesItem[], @Ctx() commit: Commit): Promise<void> {
    return this.notifier.onNotices(items, commit);
  }
}
