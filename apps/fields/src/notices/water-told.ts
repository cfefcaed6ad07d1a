import type { Registry } from '#hub/registry';

/** What somebody was told last of a plot's water: to take it, or to take none; and when. */
export interface LastTold {
  verdict: 'take' | 'hold';
  at: number;
}
type Known = Record<string, LastTold>;

/** What was told longer ago nobody goes by any more. */
const KEPT_MS = 2 * 86_400_000;

/** Remembers it through a restart. By block, for all plots of a commune do not fit into one setting. */
export class WaterTold {
  readonly #blocks = new Map<string, Known>();

  constructor(private readonly settings: Pick<Registry['settings'], 'get' | 'put'>) {}

  /** Of all plots of these blocks; "" for plots without one. @throws RegistryUnavailableError */
  async of(blocks: Iterable<string>): Promise<ReadonlyMap<string, LastTold>> {
    const found = new Map<string, LastTold>();
    for (const block of blocks) {
      const known = this.#blocks.get(block) ?? (((await this.settings.get(keyOf(block))) ?? {}) as Known);
      this.#blocks.set(block, known);
      for (const [plot, told] of Object.entries(known)) found.set(plot, told);
    }
    return found;
  }

  /** What was told now; undefined: what was told of it before does not count any more. @throws RegistryUnavailableError */
  async put(news: readonly { block: string; plot: string; told: LastTold | undefined }[], now: number): Promise<void> {
    const changed = new Map<string, Known>();
    for (const { block, plot, told } of news) {
      const known = changed.get(block) ?? { ...this.#blocks.get(block) };
      if (told) known[plot] = told;
      else delete known[plot];
      changed.set(block, known);
    }
    for (const [block, known] of changed) {
      for (const [plot, { at }] of Object.entries(known)) if (at < now - KEPT_MS) delete known[plot];
      await this.settings.put(keyOf(block), known);
      this.#blocks.set(block, known);
    }
  }
}

const keyOf = (block: string) => `farm.water-told ${block}`;
