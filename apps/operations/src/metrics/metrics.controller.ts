import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import prometheus from 'prom-client';

@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  @Get()
  @Header('content-type', prometheus.register.contentType)
  metrics(): Promise<string> {
    return prometheus.register.metrics();
  }
}
