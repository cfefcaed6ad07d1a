import fc from 'fast-check';
import { hostileBody, hostileHeaders, hostileText } from './hostile.js';
import { anyId, type Known, proper, type Schema, spoilt } from './schema-values.js';

export interface Asking {
  method: string;
  /** With its query, as it stands on the wire. */
  path: string;
  headers: Record<string, string>;
  body?: string;
}
export interface Operation {
  parameters?: { name: string; in: string; schema?: Schema; required?: boolean }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
}
export interface Description {
  paths: Record<string, Record<string, Operation>>;
}

/** A half of a pair cannot be escaped. */
const escaped = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'));
/** Steps of a path that are no proper escapes. */
const RAW_STEPS = ['%', '%zz', '%00', '%2e%2e', '%c0%af', '..%2f..%2fetc', '%ff', 'a;b=c', '%E0%A4%A', '.'];

/** Requests to one route, as one who has read its description and means ill. */
export function requestsTo(method: string, path: string, operation: Operation, known: Known): fc.Arbitrary<Asking> {
  const ids = anyId(known);
  const { parameters = [], requestBody } = operation;
  const step = (after: string) =>
    fc.oneof(
      {
        weight: 8,
        arbitrary: (known[after] ? fc.constantFrom(...known[after]) : ids).map((id) => escaped(String(id))),
      },
      { weight: 2, arbitrary: ids.map(escaped) },
      { weight: 3, arbitrary: hostileText.filter((t) => t !== '' && t.length < 4000).map(escaped) },
      { weight: 1, arbitrary: fc.constantFrom(...RAW_STEPS) },
    );
  const parts = path.split('/');
  const steps = parts.map((part, i) => (part.includes('{') ? step(parts[i - 1]!) : fc.constant(part)));
  const query = queryOf(
    parameters.filter((p) => p.in === 'query'),
    known,
  );
  const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
  return fc
    .record({
      steps: fc.tuple(...steps),
      query,
      headers: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: hostileHeaders(ids) }),
      body: schema ? bodyOf(schema, known) : fc.option(hostileBody, { freq: 3 }),
    })
    .map(({ steps: taken, query: said, headers, body }) => ({
      method: method.toUpperCase(),
      path: taken.join('/') + (said ? `?${said}` : ''),
      headers: { ...(body && method !== 'get' && { 'content-type': body.type }), ...headers },
      ...(body && method !== 'get' && { body: body.text }),
    }));
}

function bodyOf(schema: Schema, known: Known): fc.Arbitrary<{ type: string; text: string } | null> {
  const json = (value: unknown) => ({ type: 'application/json', text: JSON.stringify(value) ?? '' });
  return fc.oneof(
    { weight: 5, arbitrary: proper(schema, known).map(json) },
    { weight: 6, arbitrary: spoilt(schema, known).map(json) },
    { weight: 2, arbitrary: hostileBody },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

function queryOf(parameters: readonly { name: string; schema?: Schema; required?: boolean }[], known: Known) {
  const values = (likely: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 3, arbitrary: likely.map(asText) }, { weight: 1, arbitrary: hostileText });
  const pair = ({ name, schema = {} }: { name: string; schema?: Schema }) =>
    fc
      .tuple(
        fc.constantFrom(...Array.from({ length: 12 }, () => ''), '[]', '[a]', '[__proto__]'),
        values(known[name] ? fc.constantFrom(...known[name]) : proper(schema, known)),
      )
      .map(([index, value]) => `${escaped(name)}${index}=${escaped(value)}`);
  const some = parameters.map((parameter) => fc.option(pair(parameter), { freq: parameter.required ? 9 : 2 }));
  const more = fc.constantFrom(
    '',
    '',
    '',
    'limit=1&limit=2',
    '__proto__[a]=1',
    '%',
    '%zz=1',
    '&&&=',
    'a='.repeat(2000),
  );
  return fc.tuple(fc.tuple(...some), more).map(([own, extra]) => [...own, extra].filter(Boolean).join('&'));
}

const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
