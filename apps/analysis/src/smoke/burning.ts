import {
  type DeviceEvent,
  type FindingOf,
  type LonLat,
  type Reason,
  STATION_CURVE_BINS,
  type SuspectedArea,
} from '#hub/contracts';
import {
  type CameraView,
  distance,
  type Incident,
  type Location,
  type Score,
  seenBy,
  type SmokeState,
  type Verdict,
  type WindStep,
} from '#hub/smoke';
import { areaOnEarth, toEarth } from './outline.js';

/** The station that an incident began at: its id is made of it. */
export const targetOf = ({ id, from }: Incident): string => id.slice(`smoke-${from}-`.length);

const tenth = (value: number) => Math.round(value * 10) / 10;

/** A score, reason by reason. */
export const pointsOf = ({ parts }: Score): Reason[] =>
  parts.map(({ key, points, of, value }) => ({
    ...{ key, points: tenth(points), of: tenth(of) },
    ...(value !== undefined && { figures: { value: Math.round(value * 1000) / 1000 } }),
  }));

/** A fire as the watch has it: where it may be, and what its stations read in the newest bin. */
export interface Sighted {
  incident: Incident;
  location: Location;
  verdicts: readonly Verdict[];
  winds: readonly WindStep[];
}
export interface About {
  commune: string;
  simulated: boolean;
  origin: LonLat;
  cameras: Readonly<Record<string, CameraView>>;
  opened: { target: string; startedAt: number };
  /** The area that was told last. */
  shown?: SuspectedArea | undefined;
}

/** What is said of a fire, as it stands now. */
export function burningOf(
  { incident, location, verdicts, winds }: Sighted,
  state: SmokeState,
  about: About,
): FindingOf<'burning'> {
  const { commune, simulated, opened, shown } = about;
  const stations = Object.keys(incident.stations);
  const where = areaOf(incident, location, about);
  // somebody may be on the way there: that more burns elsewhere takes no place back
  const kept = where === undefined && isTooWide(incident.location) ? shown : undefined;
  return {
    ...{ id: incident.id, kind: 'burning', commune, simulated, ...opened },
    targets: [...new Set([opened.target, ...stations])],
    updatedAt: incident.to,
    score: Math.round(incident.score.total),
    grade: incident.grade === 'none' ? 'suspected' : incident.grade,
    reasons: [...pointsOf(incident.score), ...strongerThan(incident), ...withoutArea(incident.location, kept)],
    ...((where ?? kept) && { where: where ?? kept }),
    ...smeltAt(opened.target, verdicts),
    stations: stations.map((device) => ({
      device,
      curve: (state.stations[device]?.recent ?? []).slice(-STATION_CURVE_BINS).flatMap(({ start, values, excess }) =>
        values.pm25 === undefined
          ? []
          : [
              {
                at: start,
                value: tenth(values.pm25),
                ...(excess !== undefined && { background: tenth(values.pm25 - excess) }),
              },
            ],
      ),
    })),
    wind: winds
      .slice(-STATION_CURVE_BINS * 2)
      .filter((_, i) => i % 2 === 0)
      .map(({ start, from, speed }) => ({ at: start, from, speed })),
  };
}

/** A known source is upwind as well: why it was not taken for that. */
const strongerThan = ({ known, stations }: Pick<Incident, 'known' | 'stations'>): Reason[] => {
  if (!known) return [];
  const excess = Math.round(Math.max(...Object.values(stations).map(({ peak }) => peak)));
  return [{ key: 'stronger-than-known', figures: { name: known.name, usual: known.usual, excess } }];
};

function areaOf(
  { location: { outline, km2, best, how, because }, to }: Incident,
  location: Location,
  { origin, cameras }: About,
): SuspectedArea | undefined {
  const area = outline && areaOnEarth(outline, origin);
  if (!area || !best) return undefined;
  return {
    ...{ area, km2: Math.round(km2! * 100) / 100, best: toEarth(best, origin), how: [how, ...because] },
    ...{ cameras: camerasOn(location, cameras), at: to },
  };
}

/** Cameras that look at some of the area, those next to the likeliest point first. */
const camerasOn = ({ area }: Location, cameras: About['cameras']): string[] =>
  Object.entries(cameras)
    .filter(([, view]) => area?.cells.some((cell) => seenBy(view, cell)))
    .map(([id, { at }]) => ({ id, metres: distance(at, area!.best) }))
    .sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);

function smeltAt(station: string, verdicts: readonly Verdict[]): Pick<FindingOf<'burning'>, 'pm25'> {
  const own = verdicts.find((verdict) => verdict.station === station);
  if (own?.pm25 === undefined) return {};
  const { pm25, background } = own;
  return { pm25: { value: tenth(pm25), ...(background && { background: tenth(background.value) }) } };
}

const isTooWide = ({ because }: Pick<Location, 'because'>): boolean => because.includes('tooWide');

/** Why nothing can be said of where it is, where that is so; or why what is said of it is of before. */
function withoutArea({ how, because }: Pick<Location, 'how' | 'because'>, kept: SuspectedArea | undefined): Reason[] {
  if (kept) return [{ key: 'tooWideNow' }];
  return how === 'none' ? because.map((key) => ({ key })) : [];
}

/** For the rules: they decide who is told of it, and in which words. */
export const eventOf = (
  { id, target, commune, startedAt, score, simulated }: FindingOf<'burning'>,
  { ts, now, first }: { ts: number; now: number; first: boolean },
): DeviceEvent => ({
  ...{ type: 'event', commune, device: target, ts: first ? startedAt : ts, received: now, late: false, simulated },
  ...{ event: 'burning', eventId: id, phase: first ? 'start' : 'update', score: score / 100, byHub: true },
});
