import { CLOCK, type Clock } from '#hub/service-kit';
import type { PrintedLabels } from '#hub/registry';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../access/caller.js';
import { ApiError, notFound } from '../http/errors.js';

/** Labels' secrets are in no file of the hub: so long there is to print them. */
const KEPT_MS = 15 * 60_000;
const MOST = 20;

/** Labels that were made a moment ago, in memory, for whoever made them to print. */
@Injectable()
export class PrintedSheets {
  #sheets = new Map<string, { by: string; at: number; printed: PrintedLabels }>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  keep(who: Caller, printed: PrintedLabels): void {
    const oldest = this.#sheets.keys().next().value;
    if (this.#sheets.size >= MOST && oldest !== undefined) this.#sheets.delete(oldest);
    this.#sheets.set(printed.sheet, { by: who.id, at: this.clock.now(), printed });
  }

  /** @throws ApiError 404, 410 */
  of(who: Caller, sheet: string): PrintedLabels {
    const now = this.clock.now();
    for (const [name, { at }] of this.#sheets) if (Math.abs(now - at) > KEPT_MS) this.#sheets.delete(name);
    const found = this.#sheets.get(sheet);
    if (found?.by === who.id) return found.printed;
    if (found) throw notFound('Không có tờ tem này');
    throw new ApiError(410, {
      error: 'expired',
      message: 'Tem chỉ in được trong 15 phút sau khi tạo, và hub không giữ khóa của tem. Hãy tạo tờ mới',
    });
  }
}
