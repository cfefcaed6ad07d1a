import { type Machine, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Allow, Anybody } from '../access/allow.js';
import { Callers } from '../access/callers.js';
import { notFound } from '../http/errors.js';
import { machineAnswer, pairingAnswer, pairingStateAnswer, wallsAnswer } from '../http/people.schema.js';
import { browserLabel } from '../sign-in/browser-label.js';
import { SessionOpener } from '../sign-in/session-opener.js';
import { Pairings, type Waiting } from './pairings.js';

const pairSchema = z.object({
  code: z
    .string()
    .transform((text) => text.replace(/\D/g, ''))
    .pipe(z.string().length(6, 'gồm 6 chữ số')),
  name: z.string().trim().min(1).max(120),
});
const pollSchema = z.object({ poll: z.string().min(1).max(128) });

/** Wall displays: each has an identity that reads and changes nothing. */
@ApiTags('walls')
@Controller('api/walls')
export class WallsController {
  readonly #pairings = new Pairings();

  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly callers: Callers,
    private readonly opener: SessionOpener,
  ) {}

  @Get()
  @Allow('walls.pair')
  @ApiOkResponse({ standardSchema: wallsAnswer })
  @ApiOperation({ summary: 'Paired displays, and screens that wait' })
  async list(): Promise<{ walls: Machine[]; waiting: Waiting[] }> {
    return { walls: await this.registry.machines.list('wall'), waiting: this.#pairings.waiting(this.clock.now()) };
  }

  @Post()
  @Allow('walls.pair')
  @ApiCreatedResponse({ standardSchema: machineAnswer })
  @ApiOperation({ summary: 'Pairs the screen that shows this code' })
  async pair(@Body({ schema: pairSchema }) { code, name }: z.infer<typeof pairSchema>): Promise<Machine> {
    const pairing = this.#pairings.find(code, this.clock.now());
    if (!pairing) throw notFound('Không có màn hình nào đang hiện mã này; mã đổi sau 10 phút');
    const wall = await this.registry.machines.add('wall', name);
    pairing.wall = wall.id;
    return wall;
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('walls.pair')
  @ApiOperation({ summary: 'Revokes a display: it is dark within a second' })
  async revoke(@Param('id') id: string): Promise<void> {
    await this.registry.machines.remove('wall', id);
    await this.callers.refresh();
  }

  @Post('pairing')
  @HttpCode(200)
  @Anybody('a new screen has no identity yet')
  @ApiOkResponse({ standardSchema: pairingAnswer })
  @ApiOperation({ summary: 'A code for a new screen to show' })
  begin(@Req() request: Request): { code: string; poll: string; expires: number } {
    return this.#pairings.begin(browserLabel(request.get('user-agent')), request.ip ?? '', this.clock.now());
  }

  @Post('pairing/poll')
  @HttpCode(200)
  @Anybody('a new screen has no identity yet')
  @ApiOkResponse({ standardSchema: pairingStateAnswer })
  @ApiOperation({ summary: 'Whether somebody typed the code in; sets the session’s cookie once' })
  async poll(
    @Body({ schema: pollSchema }) { poll }: z.infer<typeof pollSchema>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ state: 'waiting' | 'paired' | 'expired' }> {
    const asked = this.#pairings.ask(poll, this.clock.now());
    if (asked.state === 'paired') await this.opener.open({ request, response }, asked.wall, 'wall');
    return { state: asked.state };
  }
}
