import { GROUP, type Request, STREAM } from '#hub/contracts';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ClockGuard } from './clock-guard.js';

// Nest takes any value as transport id; its types know only symbols
const group = GROUP.clock as unknown as symbol;

@Controller()
export class ConfirmClockController {
  constructor(private readonly guard: ClockGuard) {}

  @EventPattern<string>(STREAM.requests, group)
  handle(@Payload() requests: Request[]): void {
    for (const request of requests) if (request.type === 'confirm-clock') this.guard.confirm(request.by);
  }
}
