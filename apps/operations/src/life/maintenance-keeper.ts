import { REFRESH_DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';

const LOOK_MS = 5000;

/**
 * Writes down that maintenance is over. The device directory goes by the clock and hears such a device at once; this is
 * for the record, also after a restart.
 */
@Injectable()
export class MaintenanceKeeper implements OnModuleInit, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(REFRESH_DIRECTORY) private readonly refresh: () => Promise<void>,
  ) {}

  onModuleInit(): void {
    // a registry that is away is asked again
    this.#timer = setInterval(() => void this.look().catch(() => undefined), LOOK_MS);
    this.#timer.unref();
  }
  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  async look(): Promise<void> {
    if ((await this.registry.life.endDue()).length > 0) await this.refresh();
  }
}
