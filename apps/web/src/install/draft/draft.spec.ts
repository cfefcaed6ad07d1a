import { describe, expect, it } from '@jest/globals';
import { newInstallationSchema } from '#hub/contracts';
import { type Draft, draftOf, missingFor, newDraft, registrationOf, stepWithin, withLabel } from './draft.js';

const KEY = '0b7a4c52-6a0e-4d5c-9a51-0d4b8d0f7c11';
const SECRET = 'A'.repeat(43);
const full: Draft = {
  ...newDraft(KEY, 'thuan', 0),
  typed: '47190366',
  code: '47190366',
  claimSecret: SECRET,
  profile: 'water-quality',
  fix: { lat: 20.45, lon: 106.25, accuracyM: 6.4, at: 0 },
  hamlet: 'Thôn Mễ',
  place: 'gần cống Bến Mễ',
  hasPhoto: true,
  name: ' Cống Bến Mễ ',
};

describe('a draft', () => {
  it('shows no step before the one before it is finished', () => {
    const fresh = newDraft(KEY, 'thuan', 0);
    expect(stepWithin('name', fresh)).toBe('scan');
    expect(stepWithin('name', { ...fresh, code: '47190366' })).toBe('profile');
    expect(stepWithin('name', { ...full, hasPhoto: false })).toBe('place');
    expect(stepWithin('name', full)).toBe('name');
    expect(stepWithin('scan', full)).toBe('scan');
  });
  it('wants a place, measured or chosen, and a photo unless there can be none', () => {
    const { fix: _, hamlet: __, ...lost } = full;
    expect(missingFor('place', lost)).toBe('place');
    expect(missingFor('place', { ...lost, hamlet: 'Thôn Mễ' })).toBeUndefined();
    expect(missingFor('place', { ...full, hasPhoto: false })).toBe('photo');
    expect(missingFor('place', { ...full, hasPhoto: false, withoutPhoto: true })).toBeUndefined();
  });
  it('wants a name that is not of blanks alone', () => {
    expect(missingFor('name', { ...full, name: '  ' })).toBe('name');
  });
  it('forgets what the first label said when another box is scanned', () => {
    const scanned = withLabel(newDraft(KEY, 'thuan', 0), { code: '47190366', secret: SECRET, profile: 'pump' });
    expect(scanned).toMatchObject({ code: '47190366', claimSecret: SECRET, labelProfile: 'pump', profile: 'pump' });
    expect(withLabel(scanned, { code: '00000000' })).toMatchObject({
      code: '00000000',
      claimSecret: undefined,
      profile: undefined,
    });
    // the same box, typed: what is known of it stays
    expect(withLabel(scanned, { code: '47190366' })).toMatchObject({ claimSecret: SECRET, profile: 'pump' });
  });
  it('becomes what the hub takes', () => {
    const sent = registrationOf(full, 1_780_000_000_000);
    expect(newInstallationSchema.parse(sent)).toEqual({
      key: KEY,
      code: '47190366',
      claimSecret: SECRET,
      profile: 'water-quality',
      name: 'Cống Bến Mễ',
      hamlet: 'Thôn Mễ',
      place: 'gần cống Bến Mễ',
      lat: 20.45,
      lon: 106.25,
      accuracyM: 6,
      takenAt: 1_780_000_000_000,
    });
    const { fix: _, ...byHand } = full;
    expect(registrationOf(byHand, 0)).not.toHaveProperty('lat');
  });
  it('comes back whole when it was not taken', () => {
    const registration = registrationOf(full, 5);
    const again = draftOf({ registration, person: 'thuan', hasPhoto: true }, 'name', 9);
    expect(again).toMatchObject({ key: KEY, step: 'name', touchedAt: 9, name: 'Cống Bến Mễ', hasPhoto: true });
    expect(registrationOf(again, 5)).toEqual(registration);
  });
});
