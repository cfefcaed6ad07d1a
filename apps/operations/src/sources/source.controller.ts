import {
  type Source,
  type SourceFile,
  sourceFileSchema,
  sourcePhotoAnswerSchema,
  type SourceRecord,
} from '#hub/contracts';
import { placeOfThing, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { dayOf } from '#hub/water';
import { Body, Controller, Get, Header, Inject, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Looks } from '../audit/looks.js';
import { invalidInput, notFound } from '../http/errors.js';
import { thingFor } from '../registry/thing-scope.js';
import { AHEAD_MS, BACK_MS, photoBody, recordBody, type RecordBody } from './source.input.js';
import { fileOf } from './source-file.js';
import { SourcePhotos } from './source-photos.js';
import { StandardsTable } from './standards-table.js';

/** One waste-water source: its limits, and what was found there. */
@ApiTags('sources')
@Controller('api/sources/:id')
export class SourceController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly table: StandardsTable,
    private readonly photos: SourcePhotos,
    private readonly looks: Looks,
  ) {}

  @Get()
  @AllowWithin('registry.read')
  @ApiOkResponse({ standardSchema: sourceFileSchema })
  @ApiOperation({ summary: 'A source with its limits, what is due, and its records against the limits, newest first' })
  async get(@Who() who: Caller, @Param('id') id: string): Promise<SourceFile> {
    return this.#file(who, await thingFor(this.registry, who, 'registry.read', 'source', id));
  }

  @Post('records')
  @AllowWithin('sources.write')
  @ApiCreatedResponse({ standardSchema: sourceFileSchema })
  @ApiOperation({ summary: 'An inspection, or values of a laboratory; the same key sent again is the same record' })
  async record(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: recordBody }) body: RecordBody,
  ): Promise<SourceFile> {
    const source = await thingFor(this.registry, who, 'sources.write', 'source', id);
    const received = this.clock.now();
    await this.#check(source, body, received);
    const kept = await this.registry.sourceRecords.add({ ...body, source: id, received, person: who.id, by: who.name });
    if (kept.source !== id) throw invalidInput([{ path: ['key'], message: 'mã này là của một lần ghi khác' }]);
    return this.#file(who, await thingFor(this.registry, who, 'sources.write', 'source', id));
  }

  @Post('photos')
  @AllowWithin('sources.write')
  @ApiCreatedResponse({ standardSchema: sourcePhotoAnswerSchema })
  @ApiOperation({ summary: 'A picture of an inspection, before the record that names it' })
  async addPhoto(
    @Who() who: Caller,
    @Param('id') id: string,
    @Body({ schema: photoBody }) { photo }: z.infer<typeof photoBody>,
  ): Promise<{ name: string }> {
    await thingFor(this.registry, who, 'sources.write', 'source', id);
    const name = await this.photos.add(photo);
    await this.registry.audit.note({ action: 'source.picture', target: id });
    return { name };
  }

  @Get('photos/:name')
  @AllowWithin('registry.read')
  @Header('cache-control', 'private, max-age=86400, immutable')
  @ApiOkResponse({ content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } } })
  @ApiOperation({ summary: 'A picture that a record names' })
  async photo(@Who() who: Caller, @Param('id') id: string, @Param('name') name: string): Promise<StreamableFile> {
    await thingFor(this.registry, who, 'registry.read', 'source', id);
    const records = await this.registry.sourceRecords.of([id]);
    const known = records.some(({ deed }) => deed.did === 'inspected' && deed.photos?.includes(name));
    const found = known ? await this.photos.open(name) : undefined;
    if (!found) throw notFound('Không có ảnh này');
    return new StreamableFile(found.stream, { type: 'image/jpeg', length: found.length });
  }

  /** @throws ApiError 400 */
  async #check({ points = [] }: Source, { at, deed }: RecordBody, now: number): Promise<void> {
    if (at > now + AHEAD_MS) throw invalidInput([{ path: ['at'], message: 'chưa tới lúc đó' }]);
    if (at < now - BACK_MS) throw invalidInput([{ path: ['at'], message: 'quá xưa' }]);
    if (deed.did === 'sampled') {
      const { point } = deed;
      if (point && !points.some(({ name, place }) => name === point.name && place === point.place))
        throw invalidInput([{ path: ['deed', 'point'], message: `nguồn này không có điểm quan trắc "${point.name}"` }]);
      const { parameters } = await this.table.now();
      const strange = deed.values.find(({ parameter }) => !Object.hasOwn(parameters, parameter));
      if (strange)
        throw invalidInput([{ path: ['deed', 'values'], message: `không có thông số "${strange.parameter}"` }]);
      const names = deed.values.map(({ parameter }) => parameter);
      if (new Set(names).size < names.length)
        throw invalidInput([{ path: ['deed', 'values'], message: 'một thông số có hai giá trị' }]);
      return;
    }
    for (const name of deed.photos ?? [])
      if (!(await this.photos.has(name)))
        throw invalidInput([{ path: ['deed', 'photos'], message: 'có ảnh chưa gửi lên' }]);
  }

  async #file(who: Caller, source: Source): Promise<SourceFile> {
    const records = await this.registry.sourceRecords.of([source.id]);
    // who made a record is told to those who make them, and to whoever may read names; others learn what was found
    const may = who.can('sources.write', placeOfThing('source', source)) || who.canEverywhere('people.read');
    const byOf = ({ person, by }: SourceRecord) => (may || person === who.id ? by : undefined);
    if (may && records.some(({ person }) => person !== who.id)) await this.looks.note(who, 'source.read', source.id);
    return fileOf(source, records, { table: await this.table.now(), today: dayOf(this.clock.now()), byOf });
  }
}
