import type { NewInstallation } from '#hub/contracts';

/** Steps that are filled in by hand; the fifth, the live check, begins when the box is registered. */
export const STEPS = ['scan', 'profile', 'place', 'name'] as const;
export type Step = (typeof STEPS)[number];

/** Where a box stands, as the phone measured it. */
export interface Fix {
  lat: number;
  lon: number;
  /** Metres. */
  accuracyM: number;
  at: number;
}

/** A box that is being put up: kept on the phone from the first digit on, so that nothing is typed twice. */
export interface Draft {
  /** Of the installation, made once: whatever is sent again under it is the same box. */
  key: string;
  /** Id of the person who puts it up. */
  person: string;
  /** The one that was last worked on is the one that is gone on with. */
  touchedAt: number;
  step: Step;
  /** Digits typed so far. */
  typed: string;
  code?: string;
  /** From the QR code; whoever typed the digits has none. */
  claimSecret?: string;
  /** What the label or the hub says that the box is. */
  labelProfile?: string;
  profile?: string;
  fix?: Fix;
  hamlet?: string;
  /** Nearest place with a name, as a sentence uses it. */
  place?: string;
  /** Hamlet and place were chosen by hand: a measurement does not replace them. */
  placedByHand?: boolean;
  hasPhoto: boolean;
  /** Somebody said that there can be none. */
  withoutPhoto?: boolean;
  name: string;
  /** Id of the box in whose place it is put. */
  replaces?: string | undefined;
}

export const newDraft = (key: string, person: string, touchedAt: number): Draft => ({
  key,
  person,
  touchedAt,
  step: 'scan',
  typed: '',
  hasPhoto: false,
  name: '',
});

/** What is still missing before a step can be left; undefined: nothing. */
export type Missing = 'code' | 'profile' | 'place' | 'photo' | 'name';
export function missingFor(step: Step, draft: Draft): Missing | undefined {
  switch (step) {
    case 'scan':
      return draft.code ? undefined : 'code';
    case 'profile':
      return draft.profile ? undefined : 'profile';
    case 'place':
      if (!draft.fix && !draft.hamlet) return 'place';
      return draft.hasPhoto || draft.withoutPhoto ? undefined : 'photo';
    case 'name':
      return draft.name.trim() ? undefined : 'name';
  }
}

/** The step that somebody may be shown: never one after a step that is not finished. */
export function stepWithin(wanted: Step, draft: Draft): Step {
  for (const step of STEPS) if (step === wanted || missingFor(step, draft)) return step;
  return wanted;
}
export const stepBefore = (step: Step): Step | undefined => STEPS[STEPS.indexOf(step) - 1];
export const stepAfter = (step: Step): Step | undefined => STEPS[STEPS.indexOf(step) + 1];

/** Another box was scanned: what was known of the first one does not hold for it. */
export function withLabel(draft: Draft, label: { code: string; secret?: string; profile?: string }): Draft {
  const same = draft.code === label.code;
  return {
    ...draft,
    typed: label.code,
    code: label.code,
    claimSecret: label.secret ?? (same ? draft.claimSecret : undefined),
    labelProfile: label.profile ?? (same ? draft.labelProfile : undefined),
    profile: label.profile ?? (same ? draft.profile : undefined),
  };
}

/** What is sent, all but the photo. */
export type Registration = Omit<NewInstallation, 'photo'>;

/** Only of a draft whose steps are all finished. */
export function registrationOf(draft: Draft, takenAt: number): Registration {
  const { fix } = draft;
  return {
    key: draft.key,
    code: draft.code!,
    ...(draft.claimSecret && { claimSecret: draft.claimSecret }),
    ...(draft.profile && { profile: draft.profile }),
    name: draft.name.trim().normalize('NFC'),
    ...(draft.replaces && { replaces: draft.replaces }),
    ...(draft.hamlet && { hamlet: draft.hamlet }),
    ...(draft.place && { place: draft.place }),
    ...(fix && { lat: fix.lat, lon: fix.lon, accuracyM: Math.round(fix.accuracyM) }),
    takenAt,
  };
}

/** What was not taken becomes a draft again, to be mended: nothing of it has to be entered twice. */
export function draftOf(
  { registration: r, person, hasPhoto }: { registration: Registration; person: string; hasPhoto: boolean },
  step: Step,
  touchedAt: number,
): Draft {
  const placed = r.lat !== undefined && r.lon !== undefined;
  return {
    key: r.key,
    person,
    touchedAt,
    step,
    typed: r.code,
    code: r.code,
    ...(r.claimSecret && { claimSecret: r.claimSecret }),
    ...(r.profile && { profile: r.profile }),
    ...(placed && { fix: { lat: r.lat!, lon: r.lon!, accuracyM: r.accuracyM ?? 0, at: r.takenAt } }),
    ...(r.hamlet && { hamlet: r.hamlet }),
    ...(r.place && { place: r.place }),
    placedByHand: !placed,
    hasPhoto,
    withoutPhoto: !hasPhoto,
    name: r.name,
    ...(r.replaces && { replaces: r.replaces }),
  };
}
