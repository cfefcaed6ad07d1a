import { GROUP, type Request, STREAM } from '#hub/contracts';
import { transportOf } from '#hub/event-log';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ClockGuard } from './clock-guard.js';

const group = transportOf(GROUP.clock);

@Controller()
export class ConfirmClockController {
  constructor(private readonly guard: ClockGuard) {}

  @EventPattern<string>(STREAM.requests, group)
  handle(@Payload() requests: Request[]): void {
    for (const request of requests) if (request.type === 'confirm-clock') this.guard.confirm(request.by);
  }
}
