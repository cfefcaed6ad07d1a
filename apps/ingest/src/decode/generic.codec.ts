import type { Packet } from '#hub/contracts';
import { type CompiledFieldMap, readTime, valueAt } from '#hub/field-map';
import { type Decode, type Measured, measuredAnything, type Problem, undecodable, unrecognised } from './decoded.js';
import { applyFieldMap } from './fields.js';
import { BROKEN, isRecord, parseJson, valueKeys } from './json.js';
import { missing } from './missing.js';
import type { AccountPlan } from './plan.js';
import { REASONS } from './reasons.js';
import { timelessProblem } from './timeless.js';

/** A data logger with JSON of its own: the installer's field map says what stands where. A list is a backlog. */
export const decodeGeneric: Decode = (packet, account) => {
  const map = account.fieldMap;
  if (!map) return unrecognised(REASONS.noFieldMap);
  const body = parseJson(packet.payload);
  if (body === BROKEN) return undecodable(packet.payload.length === 0 ? REASONS.empty : REASONS.notJson);
  const list: unknown[] = Array.isArray(body) ? body : [body];
  if (list.length === 0) return undecodable(REASONS.empty);
  const drafts: Measured[] = [];
  let problem: Problem | undefined;
  for (const record of list) {
    const read = readRecord(record, map, packet, account);
    if (read.is === 'measured') drafts.push(read);
    else problem ??= read;
  }
  if (drafts.length === 0) return problem!;
  problem ??= timelessProblem(drafts);
  return { is: 'items', drafts, ...(problem && { problem }) };
};

function readRecord(record: unknown, map: CompiledFieldMap, packet: Packet, account: AccountPlan): Measured | Problem {
  if (!isRecord(record)) return undecodable(REASONS.notRecord);
  const address = addressOf(record, map, packet);
  const plan = address === undefined ? onlyDevice(account) : account.deviceAt(address);
  if (!plan) return address === undefined ? unrecognised(REASONS.noAddress) : missing(account, address);
  const ts = map.timePath && readTime(valueAt(record, map.timePath), map.timeUnit);
  const into: Measured = { is: 'measured', plan, ts, values: {} };
  applyFieldMap(map, record, into);
  return measuredAnything(into) ? into : unrecognised(REASONS.nothingMapped(valueKeys(record)));
}

function addressOf(record: unknown, map: CompiledFieldMap, packet: Packet): string | undefined {
  if (map.devicePath) {
    const name = valueAt(record, map.devicePath);
    if (typeof name === 'string' && name !== '') return name;
    if (typeof name === 'number') return String(name);
  }
  return map.topicIndex === undefined ? undefined : packet.topic.split('/')[map.topicIndex];
}

/** A box that never says which device it means speaks for the only one it has. */
const onlyDevice = ({ devices, fieldMap }: AccountPlan) =>
  devices.length === 1 && fieldMap?.devicePath === undefined ? devices[0] : undefined;
