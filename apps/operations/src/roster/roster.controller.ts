import { type Notice, onDuty, type Roster, rosterSchema, type Swap, swapSchema } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/allow.js';

const namesSchema = z.record(z.string(), z.string());
const rosterAnswer = rosterSchema.extend({ names: namesSchema });
type RosterAnswer = z.infer<typeof rosterAnswer>;
/** How the test bell was answered; absent: it was not rung. */
const readySchema = z.enum(['ready', 'waiting', 'silent']);
const nowAnswer = z.object({
  watch: z
    .object({
      ...{ shift: z.string(), date: z.string(), from: z.number(), to: z.number() },
      ...{ person: z.string(), deputy: z.string().optional() },
    })
    .optional(),
  ready: readySchema.optional(),
  /** Who is called first now: the deputy, where the first did not answer the bell. */
  onDuty: z.string().optional(),
  names: namesSchema,
});
type NowAnswer = z.infer<typeof nowAnswer>;

/** Who is on duty. */
@ApiTags('roster')
@Controller('api/roster')
export class RosterController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('roster.read')
  @ApiOkResponse({ standardSchema: rosterAnswer })
  @ApiOperation({ summary: 'Shifts of the week with their people, and swaps' })
  async get(): Promise<RosterAnswer> {
    return this.#named(await this.registry.rosters.get());
  }

  @Put()
  @Allow('roster.write')
  @ApiOkResponse({ standardSchema: rosterAnswer })
  @ApiOperation({ summary: 'Replaces the roster; names the version that it was made from' })
  async put(@Body({ schema: rosterSchema }) roster: Roster): Promise<RosterAnswer> {
    return this.#named(await this.registry.rosters.put(roster));
  }

  @Post('swaps')
  @HttpCode(200)
  @Allow('roster.read')
  @ApiOkResponse({ standardSchema: rosterAnswer })
  @ApiOperation({ summary: '“Đổi ca”: one shift on one date is somebody else’s' })
  async swap(@Body({ schema: swapSchema }) swap: Swap): Promise<RosterAnswer> {
    return this.#named(await this.registry.rosters.swap(swap));
  }

  @Get('now')
  @Allow('roster.read')
  @ApiOkResponse({ standardSchema: nowAnswer })
  @ApiOperation({ summary: 'Who has the watch now, and whether the test bell was answered' })
  async now(): Promise<NowAnswer> {
    const roster = await this.registry.rosters.get();
    const now = this.clock.now();
    const watch = onDuty(roster, now);
    if (!watch) return { names: {} };
    const bell = await this.registry.notices.bell(`bell ${watch.date} ${watch.shift}~${watch.person}`);
    const ready = bell && readyOf(bell, roster, now);
    return {
      ...{ watch, onDuty: ready === 'silent' ? (watch.deputy ?? watch.person) : watch.person },
      ...(ready && { ready }),
      names: await this.#names([watch.person, watch.deputy]),
    };
  }

  async #named(roster: Roster): Promise<RosterAnswer> {
    const teams = [...roster.shifts.flatMap((shift) => shift.teams), ...roster.swaps];
    return { ...roster, names: await this.#names(teams.flatMap(({ person, deputy }) => [person, deputy])) };
  }

  async #names(ids: readonly (string | undefined)[]): Promise<Record<string, string>> {
    return Object.fromEntries(await this.registry.people.names(ids.filter((id) => id !== undefined)));
  }
}

function readyOf({ state, queuedAt }: Notice, { bellMin }: Roster, now: number): NowAnswer['ready'] {
  if (state === 'read') return 'ready';
  return now < queuedAt + bellMin * 60_000 ? 'waiting' : 'silent';
}
