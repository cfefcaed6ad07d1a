import { type Person, type Thing, THING_KINDS, type ThingKind } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { getJson } from '../../live/rest.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import type { IconName } from '../../ui/icon.js';
import { useDevices, useGateways, useProfiles } from '../data/devices.js';
import { finds } from '../data/fold.js';
import { type ThingPage, thingsPath } from '../data/things.js';
import { maySee, SECTION_INFO } from '../frame/sections.js';
import { useFrameWords } from '../frame/words.js';
import { useLang } from '../../i18n/lang.js';
import { KIND_INFO } from '../land/kinds.js';
import { nameOf } from '../land/use-all-things.js';
import { useLandWords } from '../land/words.js';
import { hrefOf, type Section, SECTIONS } from '../route/address.js';

export interface Found {
  href: string;
  name: string;
  detail?: string;
  /** What it is, in a word. */
  kind: string;
  icon: IconName;
}

const MOST_OF_A_KIND = 6;
const MOST_ASKED = 4;
/** The hub is asked when somebody stops typing: each search for people is written down there. */
const WAIT_MS = 450;
const LEAST_LETTERS = 2;

/** What a search finds: at once among what the page knows, a moment later among what the hub knows. */
export function useFound(search: string): Found[] {
  const known = useKnown(search);
  const asked = useAsked(search);
  return search.trim() === '' ? [] : [...known, ...asked];
}

function useKnown(search: string): Found[] {
  const me = useMe();
  const t = useFrameWords();
  const lang = useLang();
  const writes = may(me, 'devices.write');
  const devices = useDevices().value?.devices ?? [];
  const gateways = useGateways(writes).value?.gateways ?? [];
  const profiles = useProfiles().value?.profiles ?? [];
  if (search.trim() === '') return [];
  const found = (section: Section, name: string, href: string, detail?: string): Found => ({
    href,
    name,
    ...(detail && { detail }),
    kind: t.sections[section],
    icon: SECTION_INFO[section].icon,
  });
  return [
    ...devices
      .filter((d) => finds(search, d.name, d.id, d.hamlet, d.place, d.address))
      // who types a name wants what bears it before what stands there
      .sort((a, b) => Number(finds(search, b.name)) - Number(finds(search, a.name)))
      .slice(0, MOST_OF_A_KIND)
      .map((d) => found('devices', d.name, hrefOf('devices', [d.id]), [d.id, d.hamlet].filter(Boolean).join(' · '))),
    ...gateways
      .filter((g) => finds(search, g.name, g.id))
      .slice(0, MOST_ASKED)
      .map((g) => found('gateways', g.name, hrefOf('gateways', [g.id]), g.id)),
    ...(writes ? profiles : [])
      .filter((p) => finds(search, p.vi, p.en, p.id))
      .slice(0, MOST_ASKED)
      .map((p) => found('profiles', p[lang], hrefOf('profiles', [p.id]), p.id)),
    ...(Object.keys(SECTIONS) as Section[])
      .filter((section) => maySee(me, section) && finds(search, t.sections[section]))
      .slice(0, MOST_OF_A_KIND)
      .map((section): Found => ({ ...found(section, t.sections[section], hrefOf(section)), kind: t.admin })),
  ];
}

function useAsked(search: string): Found[] {
  const me = useMe();
  const t = useFrameWords();
  const l = useLandWords();
  const [found, setFound] = useState<{ search: string; things: [ThingKind, Thing][]; people: Person[] }>();
  const [land, people] = [may(me, 'registry.read'), may(me, 'people.read')];
  const asked = search.trim();
  useEffect(() => {
    if (asked.length < LEAST_LETTERS) return;
    const own = new AbortController();
    const ask = async () => {
      const none = { things: [], people: [] };
      const things = (land ? THING_KINDS : []).map(async (kind) => {
        const path = thingsPath(kind, { search: asked, limit: MOST_ASKED });
        const page = await getJson<ThingPage<ThingKind>>(path, own.signal).catch(() => none);
        return page.things.map((thing): [ThingKind, Thing] => [kind, thing as Thing]);
      });
      const who = people
        ? await getJson<{ people: Person[] }>(
            `/api/people?search=${encodeURIComponent(asked)}&limit=${MOST_ASKED}`,
            own.signal,
          ).catch(() => none)
        : none;
      const all = (await Promise.all(things)).flat();
      if (!own.signal.aborted) setFound({ search: asked, things: all, people: who.people });
    };
    const timer = setTimeout(() => void ask(), WAIT_MS);
    return () => {
      clearTimeout(timer);
      own.abort();
    };
  }, [asked, land, people]);
  if (found?.search !== asked) return [];
  return [
    ...found.things.map(
      ([kind, thing]): Found => ({
        href: hrefOf('land', [KIND_INFO[kind].word, thing.id]),
        name: nameOf(thing),
        detail: thing.id,
        kind: l.kinds[kind],
        icon: KIND_INFO[kind].icon,
      }),
    ),
    ...found.people.map(
      (person): Found => ({
        href: hrefOf('people', [person.id]),
        name: person.name,
        kind: t.sections.people,
        icon: SECTION_INFO.people.icon,
      }),
    ),
  ];
}
