import {
  type Approval,
  approvalSchema,
  MOST_LABELS,
  REFRESH_DIRECTORY,
  REGISTRY,
  type Registry,
  type WaitingBox,
} from '#hub/registry';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/allow.js';
import { pageSchema } from '../http/query.js';
import { approvedAnswer, boxesAnswer } from './claims.schema.js';

const approvingSchema = z.object({ boxes: z.array(approvalSchema).min(1).max(MOST_LABELS) });
const rejectingSchema = z.object({ boxes: z.array(z.string().min(1).max(64)).min(1).max(MOST_LABELS) });

@ApiTags('claims')
@Controller('api/boxes')
export class BoxesController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(REFRESH_DIRECTORY) private readonly refresh: () => Promise<void>,
  ) {}

  @Get()
  @Allow('devices.approve')
  @ApiOkResponse({ standardSchema: boxesAnswer })
  @ApiOperation({ summary: 'Boxes that came with a batch key and wait to be let in, the longest waiting first' })
  waiting(@Query({ schema: pageSchema }) page: z.infer<typeof pageSchema>): Promise<{
    boxes: WaitingBox[];
    total: number;
  }> {
    return this.registry.boxes.waiting(page);
  }

  @Post('approve')
  @Allow('devices.approve')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: approvedAnswer })
  @ApiOperation({ summary: 'Lets boxes in, all of them or none: each becomes a device and is told its account' })
  async approve(@Body({ schema: approvingSchema }) { boxes }: { boxes: Approval[] }): Promise<{
    approved: { box: string; device: string }[];
  }> {
    const approved = await this.registry.boxes.approve(boxes);
    await this.refresh();
    return { approved };
  }

  @Post('reject')
  @Allow('devices.approve')
  @HttpCode(204)
  @ApiOperation({ summary: 'Turns boxes away for good' })
  async reject(@Body({ schema: rejectingSchema }) { boxes }: z.infer<typeof rejectingSchema>): Promise<void> {
    await this.registry.boxes.reject(boxes);
  }
}
