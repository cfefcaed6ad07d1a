import type { DeviceProfile } from '#hub/contracts';
import { REGISTRY, type Registry } from '#hub/registry';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowWithin } from '../access/allow.js';
import { profilesAnswer } from '../http/answers.schema.js';

@ApiTags('devices')
@Controller('api/profiles')
export class ProfilesController {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  @Get()
  @AllowWithin('devices.read')
  @ApiOkResponse({ standardSchema: profilesAnswer })
  @ApiOperation({ summary: 'Device profiles: what each model measures, how often, and in which range' })
  async list(): Promise<{ profiles: DeviceProfile[] }> {
    return { profiles: await this.registry.profiles.list() };
  }
}
