import { type AlertsItem, type FarmItem, type FindingsItem, GROUP, STREAM } from '#hub/contracts';
import { type ConsumerContext, transportOf } from '#hub/event-log';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { DischargeDesk } from './discharge-desk.js';

const group = transportOf(GROUP.fields);

/** What is found in canals, what people make of it, and time: all that decides whether fields are warned. */
@Controller()
export class DischargeController {
  constructor(@Inject(DischargeDesk) private readonly desk: DischargeDesk) {}

  @EventPattern<string>(STREAM.findings, group)
  findings(@Payload() items: readonly FindingsItem[], @Ctx() context: ConsumerContext): Promise<void> {
    return this.desk.findings(items, context);
  }

  @EventPattern<string>(STREAM.alerts, group)
  alerts(@Payload() items: readonly AlertsItem[], @Ctx() context: ConsumerContext): Promise<void> {
    return this.desk.alerts(items, context);
  }

  @EventPattern<string>(STREAM.farm, group)
  due(@Payload() items: readonly FarmItem[], @Ctx() context: ConsumerContext): Promise<void> {
    return this.desk.due(items, context);
  }
}
