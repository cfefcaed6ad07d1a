import {
  type InstallationAnswer,
  installationAnswerSchema,
  type NewInstallation,
  newInstallationSchema,
} from '#hub/contracts';
import { AlreadyClaimedError, REFRESH_DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Get, Header, Inject, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AllowWithin, Who } from '../access/allow.js';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { CodeTries } from '../claims/code-tries.js';
import { ApiError } from '../http/errors.js';
import { Photos } from './photos.js';

@ApiTags('installations')
@Controller('api')
export class InstallationsController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(REFRESH_DIRECTORY) private readonly refresh: () => Promise<void>,
    private readonly tries: CodeTries,
    private readonly photos: Photos,
    private readonly places: Places,
  ) {}

  @Post('installations')
  @AllowWithin('devices.install')
  @ApiCreatedResponse({ standardSchema: installationAnswerSchema })
  @ApiOperation({ summary: 'A labelled box was put up; sent again with the same key it changes nothing' })
  async install(
    @Who() who: Caller,
    @Req() request: Request,
    @Body({ schema: newInstallationSchema }) installation: NewInstallation,
  ): Promise<InstallationAnswer> {
    const { photo, ...rest } = installation;
    const commune = await this.registry.communes.defaultCommune();
    who.must('devices.install', this.places.at({ commune, ...(rest.hamlet && { hamlet: rest.hamlet }) }));
    if (rest.replaces !== undefined) this.places.device(who, 'devices.install', rest.replaces);
    const picture = photo === undefined ? undefined : this.photos.read(photo);
    const { device, again } = await this.tries.counted(who, request, () => this.#installed(rest, who));
    // the phone may have been cut off before the picture was written
    if (picture && !(await this.photos.has(device.id))) await this.photos.save(device.id, picture);
    if (!again) await this.refresh();
    return { device, again };
  }

  @Get('devices/:id/photo')
  @AllowWithin('devices.read')
  @Header('cache-control', 'private, no-cache')
  @ApiOkResponse({ content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } } })
  @ApiNoContentResponse({ description: 'nobody took one' })
  @ApiOperation({ summary: 'Picture of the device where it was put up' })
  async photo(
    @Who() who: Caller,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile | undefined> {
    this.places.device(who, 'devices.read', id);
    const found = await this.photos.open(id);
    if (!found) {
      response.status(204);
      return undefined;
    }
    return new StreamableFile(found.stream, { type: 'image/jpeg', length: found.length });
  }

  async #installed(installation: NewInstallation, who: Caller): Promise<InstallationAnswer> {
    try {
      return await this.registry.installations.install(installation);
    } catch (error) {
      if (!(error instanceof AlreadyClaimedError)) throw error;
      const { code, message, at, device } = error;
      const name = (await this.registry.people.names([error.by])).get(error.by);
      if (name !== undefined) await this.registry.audit.note({ action: 'person.read', target: error.by });
      const by = name ?? error.by;
      throw new ApiError(409, { error: code, message, by, at, device, ...(error.by === who.id && { own: true }) });
    }
  }
}
