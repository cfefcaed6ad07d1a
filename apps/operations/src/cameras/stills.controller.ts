import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { idSchema } from '#hub/contracts';
import { Controller, Get, Inject, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { Looks } from '../audit/looks.js';
import { notFound } from '../http/errors.js';

/** Injection token of the folder with `<camera>.jpg`. */
export const STILLS_DIR = 'STILLS_DIR';

@ApiTags('cameras')
@Controller('api/cameras')
export class StillsController {
  constructor(
    @Inject(STILLS_DIR) private readonly dir: string,
    private readonly places: Places,
    private readonly looks: Looks,
  ) {}

  @Get(':id/still')
  @AllowWithin('cameras.watch')
  @ApiOperation({ summary: 'Newest picture of a camera. Who looks is written down, once an hour' })
  @ApiOkResponse({ content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } } })
  async still(@Who() who: Caller, @Param('id') id: string): Promise<StreamableFile> {
    // an id is no path
    const seen = idSchema.safeParse(id).success && who.can('cameras.watch', this.places.of(id));
    if (!seen) throw notFound('Không có camera này');
    const file = join(this.dir, `${id}.jpg`);
    const found = await open(file).catch(() => undefined);
    if (!found) throw notFound('Camera chưa gửi ảnh');
    const { size } = await found.stat();
    await found.close();
    await this.looks.note(who, 'camera.look', id);
    return new StreamableFile(createReadStream(file), { type: 'image/jpeg', length: size });
  }
}
