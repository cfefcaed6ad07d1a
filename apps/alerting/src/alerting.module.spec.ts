import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import type { RulePack } from '#hub/contracts';
import { EVENT_LOG } from '#hub/event-log';
import { DIRECTORY } from '#hub/registry';
import { ConfigError } from '#hub/service-kit';
import { alertingConfigSchema } from './alerting.config.js';
import { AlertingController } from './alerting.controller.js';
import { AlertingModule } from './alerting.module.js';
import { RULES } from './rules/rule-pack.js';
import { MemoryLog } from './timelines/memory-log.js';
import { directoryOf, station } from './timelines/stations.js';

const log = new MemoryLog();
const directory = directoryOf([station('cong-2', 'canal')]);

@Global()
@Module({
  providers: [
    { provide: EVENT_LOG, useValue: log },
    { provide: DIRECTORY, useValue: directory },
  ],
  exports: [EVENT_LOG, DIRECTORY],
})
class PortsModule {}

describe('the module', () => {
  it('starts with the default pack, feeds the engine and offers its rules', async () => {
    const app = await Test.createTestingModule({
      imports: [PortsModule, AlertingModule.forRoot(alertingConfigSchema.parse({}))],
    }).compile();
    await app.init();
    expect(app.get<RulePack>(RULES, { strict: false }).id).toBe('default');
    const controller = app.get(AlertingController, { strict: false });
    const told = log.run((commit) =>
      controller.readings(
        [0, 5, 10].map((minute) => ({
          type: 'reading',
          commune: '26734',
          device: 'cong-2',
          kind: 'canal',
          ts: minute * 60_000 + 1,
          received: minute * 60_000 + 1,
          late: false,
          values: { water_level: 3 },
          simulated: false,
        })),
        commit,
      ),
    );
    expect(told.map((item) => [item.type, 'change' in item && item.change])).toEqual([
      ['alert', 'opened'],
      ['incident', 'opened'],
    ]);
    await app.close();
  });

  it('does not start with a pack it cannot read', () => {
    expect(() => AlertingModule.forRoot({ RULES: 'no-such-pack' })).toThrow(ConfigError);
  });
});
