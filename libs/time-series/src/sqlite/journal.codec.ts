import type { Metric } from '#hub/contracts';
import { gradeOf } from '../points/grade.js';
import type { Point } from '../time-series.js';
import type { Catalogue } from './catalogue.js';

/*
 * A batch of points as bytes, little-endian, one record after the other:
 *   series u32 · ts f64 · received f64 · flags u8 · number of values u8 · { metric u16 · grade u8 · value f64 }
 */
const HEAD_BYTES = 22;
const VALUE_BYTES = 11;
export const SIMULATED = 1;

export function encodePoints(points: readonly Point[], catalogue: Catalogue): Uint8Array<ArrayBuffer> {
  let bytes = 0;
  for (const { values } of points) bytes += HEAD_BYTES + VALUE_BYTES * Object.keys(values).length;
  const out = new DataView(new ArrayBuffer(bytes));
  let at = 0;
  for (const point of points) {
    const { values, quality } = point;
    out.setUint32(at, catalogue.series(point), true);
    out.setFloat64(at + 4, point.ts, true);
    out.setFloat64(at + 12, point.received, true);
    out.setUint8(at + 20, point.simulated ? SIMULATED : 0);
    const head = at;
    at += HEAD_BYTES;
    for (const metric in values) {
      out.setUint16(at, catalogue.metric(metric), true);
      out.setUint8(at + 2, quality ? gradeOf(quality[metric as Metric]) : 0);
      out.setFloat64(at + 3, values[metric as Metric]!, true);
      at += VALUE_BYTES;
    }
    out.setUint8(head + 21, (at - head - HEAD_BYTES) / VALUE_BYTES);
  }
  return new Uint8Array(out.buffer);
}

/** One point within the bytes of a batch; read where it stands, since most are never asked for. */
export class JournalRecord {
  constructor(
    private readonly view: DataView,
    private readonly at: number,
  ) {}

  get series(): number {
    return this.view.getUint32(this.at, true);
  }
  get ts(): number {
    return this.view.getFloat64(this.at + 4, true);
  }
  get received(): number {
    return this.view.getFloat64(this.at + 12, true);
  }
  get flags(): number {
    return this.view.getUint8(this.at + 20);
  }
  get size(): number {
    return this.view.getUint8(this.at + 21);
  }
  metric(i: number): number {
    return this.view.getUint16(this.at + HEAD_BYTES + i * VALUE_BYTES, true);
  }
  grade(i: number): number {
    return this.view.getUint8(this.at + HEAD_BYTES + i * VALUE_BYTES + 2);
  }
  value(i: number): number {
    return this.view.getFloat64(this.at + HEAD_BYTES + i * VALUE_BYTES + 3, true);
  }
}

export function readBatch(bytes: Uint8Array): JournalRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: JournalRecord[] = [];
  for (let at = 0; at < bytes.byteLength; ) {
    const record = new JournalRecord(view, at);
    records.push(record);
    at += HEAD_BYTES + VALUE_BYTES * record.size;
  }
  return records;
}
