import { ask, isOutcome, outcomeOf } from './ask.js';
import type { Outcome } from './channel.js';

/** How a provider wants to be asked: settings, not code. */
export interface HttpTemplate {
  url: string;
  method: string;
  authorization?: string | undefined;
  type: string;
  /** "{name}" is filled in, escaped as the type wants it. */
  body: string;
  /** What an answer of success looks like; absent: any 2xx. */
  success?: string | undefined;
}
/** What ends with "Json" is JSON, and filled in as it is. */
export type Values = Readonly<Record<string, string>>;

/** Whether the provider is told a key by which it knows a repeat. */
export const isKeyed = ({ url, body }: HttpTemplate): boolean => url.includes('{key}') || body.includes('{key}');

/**
 * `again`: the same may be asked again although it was taken. `idempotency`: by what the provider knows a repeat of this
 * very question, where that is not the key in it.
 */
export async function askByTemplate(
  template: HttpTemplate,
  values: Values,
  signal: AbortSignal,
  {
    again = isKeyed(template),
    idempotency = values['key'],
  }: { again?: boolean; idempotency?: string | undefined } = {},
): Promise<Outcome> {
  const { method, authorization, type, success } = template;
  const headers = {
    ...(method !== 'GET' && { 'content-type': type }),
    ...(authorization && { authorization }),
    ...(idempotency && { 'idempotency-key': idempotency }),
  };
  const url = filled(template.url, values, encodeURIComponent);
  const body = method === 'GET' ? undefined : filled(template.body, values, escapeFor(type));
  const answer = await ask({ url, method, headers, ...(body !== undefined && { body }) }, signal);
  if (isOutcome(answer)) return answer;
  const outcome = outcomeOf(answer, again);
  // many gateways say no with a 200
  if (outcome.outcome === 'sent' && success !== undefined && !new RegExp(success).test(answer.text))
    return { outcome: 'refused', reason: 'nhà cung cấp từ chối' };
  return outcome;
}

const filled = (text: string, values: Values, escape: (value: string) => string): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!(name in values)) return whole;
    return name.endsWith('Json') ? values[name]! : escape(values[name]!);
  });

function escapeFor(type: string): (value: string) => string {
  if (type.includes('json')) return (value) => JSON.stringify(value).slice(1, -1);
  if (type.includes('form-urlencoded')) return encodeURIComponent;
  if (type.includes('xml')) return (value) => value.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);
  return (value) => value;
}

/** A telephone number as providers want it. */
export const numbersOf = (phone: string): Values => ({
  phone,
  plus: `+${phone}`,
  local: `0${phone.slice(2)}`,
});
