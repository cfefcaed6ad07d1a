import type { Stream } from '#hub/contracts';
import { PAGE_BYTES, type RecordHeader } from './record.codec.js';
import type { StreamTail } from './stream-tail.js';

/** How much of a stream is kept. */
export interface Retention {
  /** This much of its end stays although every group has read it: the last packets, the alerts of the past. Bytes. */
  keepBytes: number;
  /** More than this goes although a group has not read it; that group is told of the gap. Bytes. */
  maxBytes?: number;
}

const MB = 1 << 20;
/** What can be asked for later stays longer; what a stranger can cause has a quota. */
export const RETENTION: Readonly<Record<Stream, Retention>> = {
  telemetry: { keepBytes: 64 * MB },
  readings: { keepBytes: 32 * MB },
  presence: { keepBytes: 32 * MB },
  alerts: { keepBytes: 512 * MB },
  requests: { keepBytes: 128 * MB },
  commands: { keepBytes: 32 * MB },
  receipts: { keepBytes: 16 * MB },
  notices: { keepBytes: 128 * MB },
  findings: { keepBytes: 32 * MB },
  farm: { keepBytes: 32 * MB },
  'dead-letters': { keepBytes: 64 * MB, maxBytes: 64 * MB },
  refusals: { keepBytes: 16 * MB, maxBytes: 16 * MB },
};

/** Records of a stream removed in one transaction at most: each may need pages, and on a full disk there are few. */
const MAX_CUT = 500;
/**
 * And bytes: the pages that become free are a list, and as long as what is left of it does not fit into a leaf every
 * flush writes all of it again. Whoever is far beyond its bounds gives an eighth at once.
 */
const CUT_BYTES = 128 * PAGE_BYTES;
const CUT_SHARE = 8;
/** A cut waits until it is worth its pages. */
const SLACK = 16;

export interface Trimmable {
  tail: StreamTail;
  retention: Retention;
  /** Oldest record that a group still wants. */
  slowest: number;
}

const bytesOf = (tail: StreamTail) => tail.nextOffset - tail.firstOffset;

/** Offset below which the stream's own statement lets records go whoever reads them. */
function forcedOffset({ tail, retention }: Trimmable): number {
  const { maxBytes = Number.POSITIVE_INFINITY } = retention;
  return bytesOf(tail) > maxBytes * (1 + 1 / SLACK) ? tail.nextOffset - maxBytes : 0;
}

/**
 * Numbers of the records to remove now, per stream, oldest first. Groups are waited for, until a stream outgrows its
 * quota or the whole log its share of the disk: then the longest stream is cut and others go on.
 */
export function recordsToCut(
  streams: ReadonlyMap<Stream, Trimmable>,
  maxBytes: number,
  header: (stream: Stream, record: number) => RecordHeader | undefined,
): Map<Stream, number[]> {
  const cuts = new Map<Stream, number[]>();
  const total = [...streams.values()].reduce((sum, s) => sum + bytesOf(s.tail), 0);
  const [longest] = [...streams.values()].sort((a, b) => bytesOf(b.tail) - bytesOf(a.tail));
  for (const [stream, s] of streams) {
    const { tail, retention } = s;
    const excess = bytesOf(tail) - retention.keepBytes;
    const passed = excess > retention.keepBytes / SLACK ? tail.nextOffset - retention.keepBytes : 0;
    let forced = forcedOffset(s);
    if (s === longest && total > maxBytes) forced = Math.max(forced, tail.firstOffset + total - maxBytes * 0.95);
    const excessive = Math.max(passed, forced) - tail.firstOffset;
    if (excessive <= 0) continue;
    const end = tail.firstOffset + Math.max(CUT_BYTES, excessive / CUT_SHARE);
    const cut: number[] = [];
    for (let record = tail.first; record + 1 < tail.unwritten && cut.length < MAX_CUT; record++) {
      // what is left begins where the next record does; the last record on disk always stays
      const next = header(stream, record + 1);
      if (!next || (next.offset > end && cut.length > 0)) break;
      if (!(next.offset <= forced || (next.offset <= passed && record < s.slowest))) break;
      cut.push(record);
    }
    if (cut.length > 0) cuts.set(stream, cut);
  }
  return cuts;
}
