import type { CanalPlan, Joint } from '../physics/canals.js';
import type { Channel } from '../physics/solutes.js';
import { DRAIN_STAKES, INTAKE_STAKES } from './stations.js';

/** Metres: mean level of the river at the commune, above the same datum as the canals. */
export const RIVER_MEAN = 1.25;
/** How far upstream of the mouth the two sluices stand, km. */
export const BEN_ME_KM = 22;
export const CUA_TIEU_KM = 22.6;

/** m³/s per metre of difference; a main canal of 12 m bed width, and the narrow branch. */
const WIDE = 90;
const NARROW = 12;
/** What is left of the intake canal at its end. */
const THIN = 3;
const AREA = 8000;
const BRANCH_AREA = 4500;

const row = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}-${i + 1}`);
const joined = (ids: readonly string[], conductance: number): Joint[] =>
  ids.slice(1).map((to, i) => ({ from: ids[i]!, to, conductance }));

const intake = row('chinh', INTAKE_STAKES.length);
const drain = row('tieu', DRAIN_STAKES.length);
const branch = row('giua', 3);

/** Kênh Chính brings water in from the river, Kênh Giữa branches off it to the pumps, Kênh Tiêu drains. */
export const WATERS: CanalPlan = {
  stretches: [
    ...[...intake, ...drain].map((id) => ({ id, area: AREA })),
    ...branch.map((id) => ({ id, area: BRANCH_AREA })),
    { id: 'cuoi-kenh', area: 2500 },
  ],
  joints: [
    ...joined(intake, WIDE),
    ...joined(drain, WIDE),
    { from: 'chinh-1', to: 'cuoi-kenh', conductance: THIN },
    { from: 'chinh-3', to: branch[0]!, conductance: NARROW },
    ...joined(branch, NARROW),
  ],
  sluices: [
    { id: 'ben-me', stretch: intake.at(-1)!, conductance: 60, kind: 'both', sill: 0 },
    { id: 'dap', stretch: 'cuoi-kenh', conductance: 20, kind: 'weir', sill: 0.25 },
    { id: 'cua-tieu', stretch: drain.at(-1)!, conductance: 40, kind: 'out', sill: 0.7 },
  ],
};

/** The drain as what is dissolved in it sees it: metres from its first stake, slow and narrow in a dry season. */
export const DRAIN: Channel = {
  ...{ id: 'kenh-tieu', from: 'coc-1', to: 'cua-tieu', length: DRAIN_STAKES.at(-1)! - DRAIN_STAKES[0]! },
  ...{ flow: 0.45, section: 1.5, dispersion: 2 },
};
/** Where along it the water is watched, and where somebody has laid a pipe. */
export const DRAIN_WATCHED = DRAIN_STAKES[4]! - DRAIN_STAKES[0]!;
export const HIDDEN_PIPE = DRAIN_WATCHED - 700;

/** What fields and villages take from the intake canal and give to the drain, m³/s a stretch. */
export const TAKEN: ReadonlyMap<string, number> = new Map([
  ...intake.map((id) => [id, 0.015] as const),
  ...drain.map((id) => [id, -0.01] as const),
]);
/** What the pumps of Trạm bơm Cổ lift out of the branch, m³/s. */
export const PUMPED = 0.55;
/** What the pump of the field Trung lifts out of the branch, m³/s, and the field that it waters, m². */
export const LIFTED = 0.12;
export const FIELD_AREA = 10_000;
