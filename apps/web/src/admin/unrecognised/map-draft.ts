import { type Field, type FieldMap, METRICS } from '#hub/contracts';
import { compileField, readField, readTime, valueAt } from '#hub/field-map';
import type { MapTimeUnit } from './guess.js';

/** A field map while it is being made: it may have no lines yet. */
export type MapDraft = Omit<FieldMap, 'fields'> & { fields: readonly Field[] };

export const emptyDraft: MapDraft = { timeUnit: 's', fields: [] };

const samePlace = (a: Field, b: Field) => a.path === b.path && a.register?.offset === b.register?.offset;

/** Puts a line into the map; one for the same place of the packet is replaced. */
export const withField = (draft: MapDraft, field: Field): MapDraft => {
  const at = draft.fields.findIndex((known) => samePlace(known, field));
  return { ...draft, fields: at < 0 ? [...draft.fields, field] : draft.fields.with(at, field) };
};
export const withoutField = (draft: MapDraft, field: Field): MapDraft => ({
  ...draft,
  fields: draft.fields.filter((known) => known !== field),
});

export function withDevicePath(draft: MapDraft, devicePath: string | undefined): MapDraft {
  const { devicePath: _path, topicIndex: _topic, ...rest } = draft;
  return devicePath === undefined ? rest : { ...rest, devicePath };
}
export function withTopicIndex(draft: MapDraft, topicIndex: number | undefined): MapDraft {
  const { devicePath: _path, topicIndex: _topic, ...rest } = draft;
  return topicIndex === undefined ? rest : { ...rest, topicIndex };
}
export function withTime(draft: MapDraft, time: { path: string; unit: MapTimeUnit } | undefined): MapDraft {
  const { timePath: _, ...rest } = draft;
  return time ? { ...rest, timePath: time.path, timeUnit: time.unit } : { ...rest, timeUnit: 's' };
}

/** What a line makes of the packet before us. */
export type Preview = { is: 'value'; value: number; suspect: boolean } | { is: 'fault' | 'no-number' | 'absent' };

export function previewOf(field: Field, record: unknown): Preview {
  const value = readField(compileField(field), record);
  if (value === undefined) return { is: 'absent' };
  if (value === 'fault') return { is: 'fault' };
  if (!Number.isFinite(value)) return { is: 'no-number' };
  const [low, high] = METRICS[field.metric].range;
  return { is: 'value', value, suspect: value < low || value > high };
}

/** The device's name as the map finds it. */
export function addressIn(draft: MapDraft, record: unknown, topic: string): string | undefined {
  if (draft.devicePath !== undefined) {
    const name = valueAt(record, draft.devicePath.split('.'));
    if ((typeof name === 'string' && name !== '') || typeof name === 'number') return String(name);
  }
  return draft.topicIndex === undefined ? undefined : topic.split('/')[draft.topicIndex];
}

/** The time as the map reads it: milliseconds, NaN where it cannot be read, undefined where there is none. */
export const timeIn = (draft: MapDraft, record: unknown): number | undefined =>
  draft.timePath === undefined ? undefined : readTime(valueAt(record, draft.timePath.split('.')), draft.timeUnit);
