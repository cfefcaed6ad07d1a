import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile.js';

/** As much of JSON Schema as the description of the interface uses. */
export interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  not?: unknown;
  nullable?: boolean;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema | Schema[];
  prefixItems?: Schema[];
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  format?: string;
  default?: unknown;
}

const MOST_ITEMS = 4;

/** What fits into a field of this name, or into a path after this word: ids of things that are there, and the like. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

/** Of anything that is there. */
export const anyId = (known: Known): fc.Arbitrary<string> =>
  fc.constantFrom(...Object.values(known).flatMap((all) => all.filter((one) => typeof one === 'string')));

/** Values that a schema lets in, mostly, so that what lies behind it is reached. */
export function proper(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const several = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (several) return fc.oneof(...several.map((one) => proper(one, known)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  const value = properOf(type, schema, known);
  return schema.nullable ? fc.option(value, { freq: 5 }) : value;
}

function properOf(type: string | undefined, schema: Schema, known: Known): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return text(schema, known);
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -1e9), max: Math.min(schema.maximum ?? 10_000, 1e9) });
    case 'number':
      return fc.double({
        min: Math.max(schema.minimum ?? 0, -1e6),
        max: Math.min(schema.maximum ?? 1000, 1e6),
        noNaN: true,
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const { minItems = 0, maxItems = MOST_ITEMS } = schema;
      const items = schema.prefixItems ?? (Array.isArray(schema.items) ? schema.items : undefined);
      if (items) return fc.tuple(...items.map((item) => proper(item, known)));
      const maxLength = Math.max(minItems, Math.min(maxItems, MOST_ITEMS));
      return fc.array(proper((schema.items as Schema | undefined) ?? {}, known), { minLength: minItems, maxLength });
    }
    case 'object':
      return object(schema, known);
    default:
      return hostileValue;
  }
}

function text({ pattern, minLength = 0, maxLength = 80, format }: Schema, known: Known) {
  const ids = anyId(known);
  const words = fc.constantFrom(
    'Thôn Đông',
    'Trạm 1',
    'gần nhà văn hóa',
    'một câu dài hơn mười hai chữ',
    '2026-06-02T09:00:00Z',
    '15m',
  );
  const likely =
    format === 'uuid'
      ? fc.uuid()
      : pattern === undefined
        ? fc.oneof({ weight: 3, arbitrary: ids }, { weight: 2, arbitrary: words })
        : fc.oneof({ weight: 2, arbitrary: ids }, { weight: 3, arbitrary: matching(pattern) });
  return likely.map((t) => t.padEnd(minLength, 'x').slice(0, Math.max(minLength, maxLength)));
}

/** Some patterns say more than the generator understands. */
function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern));
  } catch {
    return hostileText;
  }
}

function object({ properties = {}, required = [], additionalProperties }: Schema, known: Known) {
  const own = Object.entries(properties);
  if (own.length === 0 && additionalProperties !== undefined && typeof additionalProperties === 'object')
    return fc.dictionary(anyId(known), proper(additionalProperties, known), { maxKeys: MOST_ITEMS });
  const field = ([key, schema]: [string, Schema]) => {
    const value = proper(schema, known);
    const fitting = known[key];
    return fitting
      ? fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: value })
      : value;
  };
  const fields = Object.fromEntries(own.map((entry) => [entry[0], field(entry)]));
  // of what may be left out most is: each part is one more that may be wrong
  const optional = own.map(([key]) => key).filter((key) => !required.includes(key));
  return fc.subarray(optional, { maxLength: Math.min(3, optional.length) }).chain((some) => {
    const keys = own.map(([key]) => key).filter((key) => required.includes(key) || some.includes(key));
    return fc.record(Object.fromEntries(keys.map((key) => [key, fields[key]!])));
  });
}

/** A proper value with some of its parts replaced, added or taken away. */
export function spoilt(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  return fc
    .tuple(
      proper(schema, known),
      fc.array(fc.tuple(fc.nat(), hostileValue, hostileText), { minLength: 1, maxLength: 3 }),
    )
    .map(([value, faults]) => faults.reduce((whole, [at, fault, name]) => withFault(whole, at, fault, name), value));
}

function withFault(value: unknown, at: number, fault: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return fault;
  const parts = Object.entries(value);
  if (parts.length === 0) return Array.isArray(value) ? [fault] : { [name]: fault };
  const [key, part] = parts[at % parts.length]!;
  const choice = Math.floor(at / parts.length) % 4;
  if (Array.isArray(value))
    return value.map((item, i) => (String(i) === key ? withFault(item, at >> 3, fault, name) : item));
  const { [key]: _, ...others } = value as Record<string, unknown>;
  if (choice === 0) return others;
  if (choice === 1) return { ...value, [name]: fault };
  return { ...value, [key]: choice === 2 ? fault : withFault(part, at >> 3, fault, name) };
}
