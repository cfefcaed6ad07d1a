import type { ReactNode } from 'react';
import type { DeviceProfile } from '#hub/contracts';

/** What stands in the field, on 56 x 56: ground, water or mud below, the thing that measures in ink. */
const GROUND = <path className="ground" d="M0 46h56v10H0z" />;
const WATER = (
  <>
    <path className="water" d="M0 40h56v16H0z" />
    <path className="wave" d="M3 46c4 2.5 7 2.5 11 0s7-2.5 11 0 7 2.5 11 0 7-2.5 11 0" />
  </>
);
const PICTURES: Record<DeviceProfile['kind'], ReactNode> = {
  air: (
    <>
      {GROUND}
      <path className="ink" d="M28 46V27M19 8h18M17 14h22M17 20h22M20 26h16M23 8c0-3 2-5 5-5s5 2 5 5" />
      <path className="haze" d="M43 12c3-3 7-1 7 2M45 22h.1M49 28h.1M8 16h.1M6 24h.1M10 30h.1" />
    </>
  ),
  weather: (
    <>
      {GROUND}
      <path className="ink" d="M28 46V10M16 10h24M12 14a5 5 0 0 0 8 0M36 14a5 5 0 0 0 8 0M28 24l12-6v12z" />
      <path className="haze" d="M8 26l-2 6M14 30l-2 6M48 34l-2 6" />
    </>
  ),
  water: (
    <>
      {WATER}
      <path className="box" d="M9 8h20v20H9z" />
      <path className="ink" d="M9 8h20v20H9zM14 14h10M19 28v22M29 20c12 0 11 8 11 18v10" />
      <path className="ink" d="M37 42h6v9h-6z" />
    </>
  ),
  canal: (
    <>
      <path className="ground" d="M0 30 14 42v14H0zM56 30 42 42v14h14z" />
      <path className="water" d="M14 42h28v14H14z" />
      <path className="ink" d="M24 6h10v46M24 6v46M24 14h6M24 22h4M24 30h6M24 38h4" />
    </>
  ),
  soil: (
    <>
      <path className="ground" d="M0 30h56v26H0z" />
      <path className="ink" d="M14 22h12v10H14zM16 32v16M20 32v18M24 32v16" />
      <path className="leaf" d="M42 30V16M42 22c-7 0-9-4-9-8 6 0 9 3 9 8ZM42 17c6 0 8-4 8-8-5 0-8 3-8 8Z" />
    </>
  ),
  paddy: (
    <>
      {WATER}
      <path className="leaf" d="M8 42c0-10-2-16-5-20M8 42c0-12 1-18 4-24M46 42c0-10-2-16-5-20M46 42c0-12 2-18 5-24" />
      <path className="box" d="M22 14h12v38H22z" />
      <path className="ink" d="M22 14h12v38H22zM22 22h4M22 30h6M22 38h4" />
    </>
  ),
  pump: (
    <>
      <path className="ground" d="M0 46h34v10H0z" />
      <path className="water" d="M34 46h22v10H34z" />
      <path className="box" d="M6 22h22v24H6z" />
      <path className="ink" d="M6 22h22v24H6zM12 30h10M12 36h.1M17 36h.1M22 36h.1M28 28h10a6 6 0 0 1 6 6v2" />
      <path className="wave" d="M44 40v3M40 41l-1 3M48 41l1 3" />
    </>
  ),
  gate: (
    <>
      {WATER}
      <path className="box" d="M17 22h22v26H17z" />
      <path className="ink" d="M12 6v44M44 6v44M8 6h40M28 6v16M17 22h22v26H17zM17 30h22M17 38h22" />
    </>
  ),
  siren: (
    <>
      {GROUND}
      <path className="ink" d="M28 46V30M18 14h8l14-7v22l-14-7h-8z" />
      <path className="haze" d="M45 12c3 3 3 9 0 12M12 12c-3 3-3 9 0 12" />
    </>
  ),
  camera: (
    <>
      {GROUND}
      <path className="ink" d="M14 46V10M14 16h8M22 8h22v16H22zM44 12l7-3v14l-7-3zM29 16h.1" />
    </>
  ),
  hub: (
    <>
      <path className="box" d="M14 24h28v22H14z" />
      <path className="ink" d="M14 24h28v22H14zM19 24v-6a9 9 0 0 1 18 0v6M28 32v6" />
    </>
  ),
  generic: (
    <>
      {GROUND}
      <path className="box" d="M16 10h24v26H16z" />
      <path className="ink" d="M16 10h24v26H16zM22 17h12M22 23h12M28 36v10M28 30h.1" />
    </>
  ),
};

export const ProfilePicture = ({ kind }: { kind: DeviceProfile['kind'] }) => (
  <svg className="profile-picture" viewBox="0 0 56 56" width="56" height="56" aria-hidden="true">
    <rect className="sky" width="56" height="56" rx="8" />
    {PICTURES[kind]}
  </svg>
);
