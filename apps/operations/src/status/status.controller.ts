import type { HubStatus } from '#hub/contracts';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { whoSchema } from '../http/query.js';
import { Answers, requestId } from '../requests/answers.js';
import { StatusService } from './status.service.js';
import { healthAnswer, statusAnswer } from '../http/answers.schema.js';

const confirmSchema = z.object({ by: whoSchema }).prefault({});

export interface Health {
  status: 'ok' | 'degraded';
  /** What is not as it should be, in words. */
  problems: string[];
}

@ApiTags('hub')
@Controller('api')
export class StatusController {
  constructor(
    private readonly status: StatusService,
    private readonly answers: Answers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('status')
  @ApiOkResponse({ standardSchema: statusAnswer })
  @ApiOperation({ summary: 'State of the hub itself' })
  now(): HubStatus {
    return this.status.now();
  }

  @Get('health')
  @ApiOkResponse({ standardSchema: healthAnswer })
  @ApiOperation({ summary: 'For supervisors: 200 while it takes readings, 503 when the log takes nothing' })
  health(@Res({ passthrough: true }) response: Response): Health {
    const status = this.status.now();
    if (!status.logWritable) response.status(503);
    const problems = problemsOf(status);
    return { status: problems.length > 0 ? 'degraded' : 'ok', problems };
  }

  @Post('clock/confirm')
  @HttpCode(202)
  @ApiOperation({ summary: 'Somebody looked at a watch: the clock is right although it is not synchronised' })
  async confirmClock(@Body({ schema: confirmSchema }) { by }: z.infer<typeof confirmSchema>): Promise<void> {
    await this.answers.tell({ type: 'confirm-clock', id: requestId(), by, at: this.clock.now() });
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
