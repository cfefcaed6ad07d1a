export type TimeUnit = 'ms' | 's' | 'iso' | 'local' | 'any';

const VIETNAM_MINUTES = 7 * 60;
const ISO = /^\s*(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?\s*$/i;
const DAY_FIRST = /^\s*(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d)(?::(\d\d))?\s*$/;
const NUMBER = /^\s*\d+(\.\d+)?\s*$/;
/** Milliseconds since 1970 have been above this since 1973, seconds will be below it until 5138. */
const SECONDS_BELOW = 1e11;

/**
 * Event time in milliseconds; undefined where none was sent, NaN where it cannot be read. Text without a zone is
 * Vietnam's time (UTC+7, no summer time). `any` takes milliseconds, seconds or text, whichever it looks like.
 */
export function readTime(raw: unknown, unit: TimeUnit): number | undefined {
  if (raw === undefined || raw === null || raw === '') return undefined;
  if (typeof raw === 'number') return fromNumber(raw, unit);
  if (typeof raw !== 'string' || raw.length > 40) return NaN;
  if (NUMBER.test(raw)) return fromNumber(Number(raw), unit);
  return fromText(raw);
}

function fromNumber(raw: number, unit: TimeUnit): number {
  const seconds = unit === 's' || (unit !== 'ms' && raw < SECONDS_BELOW);
  const ms = Math.round(seconds ? raw * 1000 : raw);
  return Number.isSafeInteger(ms) && ms >= 0 ? ms : NaN;
}

function fromText(raw: string): number {
  const iso = ISO.exec(raw);
  if (iso) {
    const millis = iso[7] === undefined ? 0 : Math.floor(Number(`0.${iso[7]}`) * 1000);
    return utc(iso[1]!, iso[2]!, iso[3]!, iso[4]!, iso[5]!, iso[6], millis, zoneMinutes(iso[8]));
  }
  const local = DAY_FIRST.exec(raw);
  if (!local) return NaN;
  return utc(local[3]!, local[2]!, local[1]!, local[4]!, local[5]!, local[6], 0, VIETNAM_MINUTES);
}

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined) return VIETNAM_MINUTES;
  if (zone === 'Z' || zone === 'z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone[0] === '-' ? -minutes : minutes;
}

function utc(
  year: string,
  month: string,
  day: string,
  hour: string,
  minute: string,
  second: string | undefined,
  millis: number,
  zone: number,
): number {
  const at = Date.UTC(+year, +month - 1, +day, +hour, +minute, +(second ?? 0), millis);
  // Date.UTC turns the 31st of June into the 1st of July: a time that does not exist is no time
  const back = new Date(at);
  if (back.getUTCMonth() !== +month - 1 || back.getUTCDate() !== +day || +hour > 23 || +minute > 59) return NaN;
  return at - zone * 60_000;
}
