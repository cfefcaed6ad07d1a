import { type HistoryEntry, type Thing, type ThingKind, THING_KINDS, THINGS, thingSchemas } from '#hub/contracts';
import { newThingSchema, REFRESH_DIRECTORY, REGISTRY, type Registry, thingPatchSchema } from '#hub/registry';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, type Type } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { pageSchema } from '../http/query.js';
import { historyOf } from './history.js';
import { scopesOf, thingFor } from './thing-scope.js';
import {
  historyAnswer,
  thingsAnswer,
  type ThingsQuery,
  thingsQuerySchema,
  type VersionQuery,
  versionQuerySchema,
} from './things.schema.js';

/** One controller a kind: each kind has schemas of its own, which check what comes in and describe the interface. */
export const THING_CONTROLLERS: Type[] = THING_KINDS.map(controllerOf);

function controllerOf<K extends ThingKind>(kind: K): Type {
  const what = THINGS[kind].en.toLowerCase();

  @ApiTags('registry')
  @Controller(`api/registry/${kind}`)
  class ThingsController {
    constructor(
      @Inject(REGISTRY) private readonly registry: Registry,
      @Inject(REFRESH_DIRECTORY) private readonly refresh: () => Promise<void>,
    ) {}

    @Get()
    @AllowWithin('registry.read')
    @ApiOkResponse({ standardSchema: thingsAnswer(kind) })
    @ApiOperation({ summary: `Registry, ${what}: by id, searched without diacritics, narrowed to the caller's scope` })
    list(
      @Who() who: Caller,
      @Query({ schema: thingsQuerySchema }) query: ThingsQuery,
    ): Promise<{ things: Thing<K>[]; total: number }> {
      return this.registry.things.find(kind, { ...query, within: scopesOf(who, 'registry.read') });
    }

    @Get(':id')
    @AllowWithin('registry.read')
    @ApiOkResponse({ standardSchema: thingSchemas[kind] })
    @ApiOperation({ summary: `Registry, ${what}: one` })
    get(@Who() who: Caller, @Param('id') id: string): Promise<Thing<K>> {
      return thingFor(this.registry, who, 'registry.read', kind, id);
    }

    @Get(':id/history')
    @AllowWithin('registry.read')
    @ApiOkResponse({ standardSchema: historyAnswer })
    @ApiOperation({ summary: `Registry, ${what}: every version, the newest first; of one that was taken out, too` })
    async history(
      @Who() who: Caller,
      @Param('id') id: string,
      @Query({ schema: pageSchema }) page: { limit: number; offset: number },
    ): Promise<{ entries: HistoryEntry[]; total: number }> {
      if (!who.canEverywhere('registry.read')) await thingFor(this.registry, who, 'registry.read', kind, id);
      return historyOf(this.registry, who, kind, id, page);
    }

    @Post()
    @Allow('registry.write')
    @ApiCreatedResponse({ standardSchema: thingSchemas[kind] })
    @ApiOperation({
      summary: `Registry, ${what}: adds one; an id that was taken out before comes back with its history`,
    })
    async add(@Body({ schema: newThingSchema(kind) }) thing: unknown): Promise<Thing<K>> {
      const added = await this.registry.things.add(kind, thing);
      await this.refresh();
      return added;
    }

    @Patch(':id')
    @Allow('registry.write')
    @ApiOkResponse({ standardSchema: thingSchemas[kind] })
    @ApiOperation({ summary: `Registry, ${what}: changes some of it; 409 when somebody else did meanwhile` })
    async update(@Param('id') id: string, @Body({ schema: thingPatchSchema(kind) }) patch: unknown): Promise<Thing<K>> {
      const thing = await this.registry.things.update(kind, id, patch);
      await this.refresh();
      return thing;
    }

    @Delete(':id')
    @HttpCode(204)
    @Allow('registry.write')
    @ApiOperation({ summary: `Registry, ${what}: takes it out of use; 409 with the names of those who refer to it` })
    async remove(
      @Param('id') id: string,
      @Query({ schema: versionQuerySchema }) { version }: VersionQuery,
    ): Promise<void> {
      await this.registry.things.remove(kind, id, version);
      await this.refresh();
    }
  }
  // operations are told apart by the names of their controllers
  const name = `${kind.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}Controller`;
  Object.defineProperty(ThingsController, 'name', { value: name });
  return ThingsController;
}
