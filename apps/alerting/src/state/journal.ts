import { devicesOf, type Engine, JournalPage, type KeptPage } from '#hub/alert-engine';
import type { ReadingsItem } from '#hub/contracts';

interface Closed {
  number: number;
  devices: readonly string[];
  samples: number;
}

/** A page is written with every batch until it has as many lines: one entry costs its key and its names once. */
const LINES = 64;
/**
 * Beyond so many samples or pages the oldest page is folded into its devices' own records: with fewer, five hundred busy
 * devices write their records again every few minutes, with more a start reads for seconds.
 */
const MOST_SAMPLES = 400_000;
const MOST_PAGES = 20_000;
export const JOURNAL = 'p/';
const keyOf = (number: number): string => `${JOURNAL}${String(number).padStart(14, '0')}`;

/**
 * Samples since each device was last kept whole. Rewriting a device's samples with every reading would wear the disk
 * out; a page, at the growing end of the keys, costs next to nothing.
 */
export class Journal {
  #closed: Closed[] = [];
  #closedSamples = 0;
  /** The page that is being filled. */
  readonly #page = new JournalPage();
  #number = 1;
  #written = 0;
  /** By device: all pages up to this one are in its record. */
  #keptAt = new Map<string, number>();

  /** Takes over a page found at start, and gives its number; they come in the order of their keys. */
  adopt(key: string, page: KeptPage): number {
    const number = Number(key.slice(JOURNAL.length));
    const samples = Math.max(page.devices.length, page.values.length);
    this.#close({ number, devices: devicesOf(page), samples });
    this.#number = Math.max(this.#number, number + 1);
    return number;
  }
  /** Takes over up to which page a device's record goes. */
  adoptKept(device: string, upTo: number): void {
    this.#keptAt.set(device, upTo);
    this.#number = Math.max(this.#number, upTo + 1);
  }

  /** After the engine has taken the item in. */
  note(engine: Engine, item: ReadingsItem): void {
    this.#page.note(engine, item);
  }

  /** The page as it has to be put now; undefined where nothing came. */
  changed(): { key: string; page: KeptPage } | undefined {
    if (this.#page.lines === this.#written) return undefined;
    this.#written = this.#page.lines;
    return { key: keyOf(this.#number), page: this.#page.written() };
  }

  /** All devices are kept whole: gives the keys to delete. */
  clear(): string[] {
    const keys = this.#closed.map(({ number }) => keyOf(number));
    if (this.#written > 0) keys.push(keyOf(this.#number));
    this.#closed = [];
    this.#closedSamples = 0;
    this.#open();
    return keys;
  }

  /** Keys to delete, and the devices that must be kept whole first. */
  overflow(): { keys: string[]; devices: Set<string> } {
    const keys: string[] = [];
    const devices = new Set<string>();
    while (this.#closedSamples > MOST_SAMPLES || this.#closed.length > MOST_PAGES) {
      const oldest = this.#closed.shift()!;
      this.#closedSamples -= oldest.samples;
      keys.push(keyOf(oldest.number));
      for (const device of oldest.devices) if ((this.#keptAt.get(device) ?? 0) < oldest.number) devices.add(device);
    }
    return { keys, devices };
  }

  /** These devices are kept whole: gives the number of the last page that their records hold. */
  kept(devices: ReadonlySet<string>): number {
    // what comes from now on is not in those records: it gets a page of its own
    if (this.#page.lines > 0 && (devices.size > 0 || this.#page.lines >= LINES)) {
      const { devices: onPage, samples } = this.#page;
      this.#close({ number: this.#number, devices: [...onPage], samples });
      this.#open();
    }
    for (const device of devices) this.#keptAt.set(device, this.#number - 1);
    return this.#number - 1;
  }

  #close(page: Closed): void {
    this.#closed.push(page);
    this.#closedSamples += page.samples;
  }
  #open(): void {
    this.#page.clear();
    this.#number++;
    this.#written = 0;
  }
}
