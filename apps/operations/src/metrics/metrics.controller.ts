import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import prometheus from 'prom-client';
import { Allow } from '../access/allow.js';

@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  @Get()
  @Allow('hub.inspect')
  @Header('content-type', prometheus.register.contentType)
  metrics(): Promise<string> {
    return prometheus.register.metrics();
  }
}
