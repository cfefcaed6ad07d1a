import type { HubStatus } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Allow, Anybody, type CalledRequest, SignedIn, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Answers, requestId } from '../requests/answers.js';
import { StatusService } from './status.service.js';
import { healthAnswer, statusAnswer } from '../http/answers.schema.js';

export interface Health {
  status: 'ok' | 'degraded';
  /** What is not as it should be, in words. */
  problems?: string[];
}

@ApiTags('hub')
@Controller('api')
export class StatusController {
  constructor(
    private readonly status: StatusService,
    private readonly answers: Answers,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

  @Get('status')
  @SignedIn()
  @ApiOkResponse({ standardSchema: statusAnswer })
  @ApiOperation({ summary: 'State of the hub itself' })
  now(): HubStatus {
    return this.status.now();
  }

  @Get('health')
  @Anybody(
    'supervisors and waiting pages ask before anybody can sign in; what is wrong is told to those who look after it',
  )
  @ApiOkResponse({ standardSchema: healthAnswer })
  @ApiOperation({ summary: 'For supervisors: 200 while it takes readings, 503 when the log takes nothing' })
  health(@Req() { caller }: CalledRequest, @Res({ passthrough: true }) response: Response): Health {
    const status = this.status.now();
    if (!status.logWritable) response.status(503);
    const problems = problemsOf(status);
    return { status: problems.length > 0 ? 'degraded' : 'ok', ...(caller && { problems }) };
  }

  @Post('clock/confirm')
  @Allow('hub.manage')
  @HttpCode(202)
  @ApiOperation({ summary: 'Somebody looked at a watch: the clock is right although it is not synchronised' })
  async confirmClock(@Who() who: Caller): Promise<void> {
    await this.answers.tell({ type: 'confirm-clock', id: requestId(), by: who.name, at: this.clock.now() });
    await this.registry.audit.note({ action: 'clock.confirm' });
  }
}

const BEHIND_MS = 30_000;

function problemsOf(status: HubStatus): string[] {
  const problems: [boolean, string][] = [
    [!status.logWritable, 'Hub hết chỗ ghi: chưa nhận số liệu mới'],
    [status.clock !== 'ok', 'Giờ máy chủ chưa đúng'],
    [status.storeError !== undefined, 'Kho số liệu không trả lời; cảnh báo vẫn chạy'],
    [status.storeBehindMs > BEHIND_MS, 'Lịch sử đang chậm'],
  ];
  return problems.filter(([wrong]) => wrong).map(([, words]) => words);
}
