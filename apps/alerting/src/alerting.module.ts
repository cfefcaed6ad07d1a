import { type DynamicModule, Inject, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { RulePack } from '#hub/contracts';
import { EVENT_LOG, type EventLog } from '#hub/event-log';
import { type DeviceDirectory, DIRECTORY } from '#hub/registry';
import type { AlertingConfig } from './alerting.config.js';
import { AlertingController } from './alerting.controller.js';
import { AlertingService } from './alerting.service.js';
import { loadSettings } from './incidents/settings.js';
import { loadRulePack, RULES } from './rules/rule-pack.js';
import { guidancesOf, loadTexts, type Texts } from './texts/texts.js';

const TEXTS = 'ALERT_TEXTS';
/** Injection token of cause, consequence and response of each rule. */
export const GUIDANCES = 'GUIDANCES';

/** Wants EVENT_LOG and DIRECTORY from a global module; offers the loaded rule pack as RULES, and GUIDANCES. */
@Module({})
export class AlertingModule implements OnModuleInit, OnModuleDestroy {
  constructor(@Inject(AlertingService) private readonly alerting: AlertingService) {}

  /** @throws ConfigError that names rule and key when the pack is wrong */
  static forRoot(config: AlertingConfig): DynamicModule {
    const texts = loadTexts();
    const settings = loadSettings();
    const pack = loadRulePack(config.RULES, new Set(Object.keys(texts.vi.templates)));
    return {
      module: AlertingModule,
      // the pack is read wherever rules are shown
      global: true,
      controllers: [AlertingController],
      providers: [
        { provide: RULES, useValue: pack },
        { provide: TEXTS, useValue: texts },
        { provide: GUIDANCES, useValue: guidancesOf(texts, pack.rules) },
        {
          provide: AlertingService,
          inject: [EVENT_LOG, DIRECTORY, RULES, TEXTS],
          useFactory: (log: EventLog, directory: DeviceDirectory, rules: RulePack, words: Texts) =>
            new AlertingService({ log, directory, pack: rules, texts: words, settings }),
        },
      ],
      exports: [AlertingService, RULES, GUIDANCES],
    };
  }

  onModuleInit(): void {
    this.alerting.start();
  }
  onModuleDestroy(): void {
    this.alerting.stop();
  }
}
