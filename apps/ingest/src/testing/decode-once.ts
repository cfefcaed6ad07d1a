import type { Packet } from '#hub/contracts';
import type { DeviceDirectory } from '#hub/registry';
import { decodeBatch, type DecodedBatch, type DecodeMemory } from '../decode/decode-batch.js';
import { Plans } from '../decode/plans.js';
import { GroupState } from '../group-state.js';
import { newCounters } from '../metrics/counters.js';
import { MemoryContext, MemoryGroup } from './memory-context.js';

/** One batch, decoded by a group that remembers nothing yet. */
export function decodeOnce(packets: readonly Packet[], directory: DeviceDirectory): DecodedBatch {
  const context = new MemoryContext(new MemoryGroup('decode'), 1);
  const view = <T>(prefix: string) => new GroupState<T>(prefix).view(context);
  const memory: DecodeMemory = {
    clock: view('c/'),
    repeats: view('r/'),
    unknown: view('u/'),
    allowances: view('l/'),
  };
  return decodeBatch(packets, new Plans(directory), memory, (i) => `letter-${i}`, newCounters());
}
