import { STREAM } from '#hub/contracts';
import { EVENT_LOG, type EventLog } from '#hub/event-log';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowWithin, Anybody } from '../access/allow.js';
import { notFound } from '../http/errors.js';
import { recordingAnswer, recordingInput } from './broadcast.input.js';
import { type Recording, Recordings } from './recordings.js';

const saidSchema = z.object({
  state: z.enum(['airing', 'aired', 'failed']),
  reason: z
    .string()
    .max(200)
    .transform((text) => text.replace(/[<>\p{Cc}]/gu, ' ').trim())
    .optional(),
});

/** What loudspeakers are played, and what they say of it. */
@ApiTags('broadcasts')
@Controller('api')
export class LoudspeakersController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly recordings: Recordings,
  ) {}

  @Post('loudspeakers/:token')
  @HttpCode(204)
  @Anybody('the vendor has no account; the address it was given with the message cannot be guessed')
  @ApiOperation({ summary: 'Loudspeakers say that they speak, or why they do not' })
  async said(
    @Param('token') token: string,
    @Body({ schema: saidSchema }) { state, reason }: z.infer<typeof saidSchema>,
  ): Promise<void> {
    const message = await this.registry.pushKeys.messageOf(token);
    if (message === undefined) throw notFound('Không có lần phát này');
    const outcome = state === 'failed' ? 'refused' : 'delivered';
    const why = state === 'failed' ? `loa báo: ${reason || 'không phát được'}` : undefined;
    const at = this.clock.now();
    const more = { ...(why && { reason: why }), ...(state === 'aired' && { over: true as const }) };
    await this.log.append(STREAM.notices, [{ type: 'receipt', message, outcome, at, ...more }]);
  }

  @Post('recordings')
  @AllowWithin('broadcasts.write')
  @ApiCreatedResponse({ standardSchema: recordingAnswer })
  @ApiOperation({ summary: 'Keeps an MP3 that a message may be made of, base64' })
  async add(@Body({ schema: recordingInput }) { audio }: z.infer<typeof recordingInput>): Promise<Recording> {
    const recording = await this.recordings.add(audio);
    await this.registry.audit.note({ action: 'recording.add', target: recording.name });
    return recording;
  }

  @Get('recordings/:name')
  @Anybody('loudspeakers have no account; the name is as long as a key, and what it names is said to all')
  @Header('cache-control', 'private, max-age=86400, immutable')
  @ApiOkResponse({ content: { 'audio/mpeg': { schema: { type: 'string', format: 'binary' } } } })
  @ApiOperation({ summary: 'What a loudspeaker plays' })
  async play(@Param('name') name: string): Promise<StreamableFile> {
    const bytes = await this.recordings.open(name);
    if (!bytes) throw notFound('Không có bản ghi này');
    return new StreamableFile(bytes, { type: 'audio/mpeg', length: bytes.length });
  }
}
