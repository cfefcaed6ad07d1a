import { type Head, REGISTRY, type Registry } from '#hub/registry';
import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';

const EVERY_MS = 60_000;
/** In the log of the machine, which may be sent elsewhere: a line a day. */
const TOLD_EVERY = 1440;

/** Writes down outside of the database how far the audit log has come, and says so where it is no longer that far. */
@Injectable()
export class AnchorKeeper implements OnModuleInit, OnModuleDestroy {
  readonly #logger = new Logger('audit');
  #timer: NodeJS.Timeout | undefined;
  #looks = 0;
  #cut = false;

  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  onModuleInit(): void {
    const look = () => void this.look().catch(() => undefined);
    look();
    this.#timer = setInterval(look, EVERY_MS);
    this.#timer.unref();
  }
  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  async look(): Promise<void> {
    const head = await this.registry.audit.anchor();
    if (head === 'cut') this.#tellCut();
    else if (head && this.#looks++ % TOLD_EVERY === 0) this.#tell(head);
  }

  #tell({ seq, hash }: Head): void {
    this.#logger.log(`line ${seq}: ${hash}`);
  }
  #tellCut(): void {
    if (!this.#cut) this.#logger.error('lines that were there are gone or others: look at `commune-hub audit verify`');
    this.#cut = true;
  }
}
