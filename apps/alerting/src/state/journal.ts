import type { JournalLine } from '#hub/alert-engine';

/** A batch's samples as they are kept: short, since this is written for every batch. */
type KeptLine = [device: string, ts: number, received: number, late: 0 | 1, values: JournalLine['values']];
export type KeptEntry = KeptLine[];

interface Entry {
  key: string;
  seq: number;
  targets: Set<string>;
  samples: number;
}

/**
 * Beyond this many samples or entries the oldest entry is folded into its targets' own records: with fewer, five hundred
 * busy devices write their records again every minute, with more a start reads for seconds.
 */
const MOST_SAMPLES = 400_000;
const MOST_ENTRIES = 20_000;
export const JOURNAL = 'j/';

/**
 * Samples since each target was last kept whole. Rewriting a target's samples with every reading would wear the disk
 * out; one small record a batch, at the growing end of the keys, costs a page.
 */
export class Journal {
  #entries: Entry[] = [];
  #samples = 0;
  #next = 1;
  #keptAt = new Map<string, number>();

  /** Takes over an entry found at start; entries come in the order of their keys. */
  adopt(key: string, kept: KeptEntry): JournalLine[] {
    const lines = kept.map(([device, ts, received, late, values]) => ({
      device,
      ts,
      received,
      late: late === 1,
      values,
    }));
    this.#push(key, lines);
    return lines;
  }

  add(lines: readonly JournalLine[]): { key: string; kept: KeptEntry } {
    const key = `${JOURNAL}${String(this.#next).padStart(14, '0')}`;
    this.#push(key, lines);
    return { key, kept: lines.map((l) => [l.device, l.ts, l.received, l.late ? 1 : 0, l.values]) };
  }

  /** All targets are kept whole: gives the entries to delete. */
  clear(): string[] {
    const keys = this.#entries.map((entry) => entry.key);
    this.#entries = [];
    this.#samples = 0;
    return keys;
  }

  /** The target's own record holds all up to now. */
  targetKept(target: string): void {
    this.#keptAt.set(target, this.#next - 1);
  }

  /** Entries to delete, and the targets that must be kept whole first. */
  overflow(): { keys: string[]; targets: Set<string> } {
    const keys: string[] = [];
    const targets = new Set<string>();
    while (this.#samples > MOST_SAMPLES || this.#entries.length > MOST_ENTRIES) {
      const oldest = this.#entries.shift()!;
      this.#samples -= oldest.samples;
      keys.push(oldest.key);
      for (const target of oldest.targets) if ((this.#keptAt.get(target) ?? 0) < oldest.seq) targets.add(target);
    }
    return { keys, targets };
  }

  #push(key: string, lines: readonly JournalLine[]): void {
    const seq = Number(key.slice(JOURNAL.length));
    const samples = lines.reduce((sum, line) => sum + Math.max(1, line.values.length), 0);
    this.#entries.push({ key, seq, targets: new Set(lines.map((l) => l.device)), samples });
    this.#samples += samples;
    this.#next = seq + 1;
  }
}
