import { type DeviceProfile, deviceProfileSchema } from '#hub/contracts';
import { REFRESH_DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowWithin } from '../access/allow.js';
import { profilesAnswer } from '../http/answers.schema.js';
import { invalidInput } from '../http/errors.js';
import { type VersionQuery, versionQuerySchema } from '../registry/things.schema.js';

const someVersionSchema = versionQuerySchema.partial();
type Some = Partial<VersionQuery>;

@ApiTags('devices')
@Controller('api/profiles')
export class ProfilesController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(REFRESH_DIRECTORY) private readonly refresh: () => Promise<void>,
  ) {}

  @Get()
  @AllowWithin('devices.read')
  @ApiOkResponse({ standardSchema: profilesAnswer })
  @ApiOperation({ summary: 'Device profiles: what each model measures, how often, and in which range' })
  async list(): Promise<{ profiles: DeviceProfile[] }> {
    return { profiles: await this.registry.profiles.list() };
  }

  @Get(':id')
  @AllowWithin('devices.read')
  @ApiOkResponse({ standardSchema: deviceProfileSchema })
  @ApiOperation({ summary: 'One device profile' })
  get(@Param('id') id: string): Promise<DeviceProfile> {
    return this.registry.profiles.get(id);
  }

  @Put(':id')
  @Allow('devices.write')
  @ApiOkResponse({ standardSchema: deviceProfileSchema })
  @ApiOperation({ summary: 'Adds a profile or takes the place of the one with its id; new releases leave it alone' })
  async put(
    @Param('id') id: string,
    @Body({ schema: deviceProfileSchema }) profile: DeviceProfile,
  ): Promise<DeviceProfile> {
    if (profile.id !== id) throw invalidInput([{ path: ['id'], message: `phải là "${id}" như trong địa chỉ` }]);
    const put = await this.registry.profiles.put(profile);
    await this.refresh();
    return put;
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('devices.write')
  @ApiOperation({ summary: 'Removes a profile that no device has; 409 with their names while some have' })
  async remove(@Param('id') id: string, @Query({ schema: someVersionSchema }) { version }: Some): Promise<void> {
    await this.registry.profiles.remove(id, version);
    await this.refresh();
  }
}
