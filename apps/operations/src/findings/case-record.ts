import { buffer } from 'node:stream/consumers';
import { deviceOfAlert, type Incident } from '#hub/contracts';
import { type DeviceDirectory, DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../access/caller.js';
import { Places } from '../access/places.js';
import { Looks } from '../audit/looks.js';
import { IncidentPhotos } from '../incidents/incident-photos.js';
import { type CaseLine, linesOf } from './case-file/lines.js';

const MOST_PHOTOS = 12;
const MOST_LOOKS = 40;
const LOOKS = ['case.look', 'case.export'] as const;

/** What was done about a case, and who looked at it. */
@Injectable()
export class CaseRecord {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(DIRECTORY) private readonly directory: DeviceDirectory,
    private readonly looks: Looks,
    private readonly photos: IncidentPhotos,
    private readonly places: Places,
  ) {}

  /** A page asks again and again: once an hour and session. */
  look(who: Caller, incident: string): Promise<void> {
    return this.looks.note(who, 'case.look', incident);
  }

  exported(incident: string): Promise<void> {
    return this.registry.audit.note({ action: 'case.export', target: incident });
  }

  async of(
    who: Caller,
    { id }: Incident,
  ): Promise<{
    timeline: CaseLine[];
    photos: Buffer[];
    looks: { name: string; at: number }[];
  }> {
    const whole = await this.registry.incidents.get(id);
    const sees = (device: string) => who.can('alerts.read', this.places.of(device));
    const timeline = (whole?.timeline ?? []).filter(({ alert }) => alert === undefined || sees(deviceOfAlert(alert)));
    const names = [...new Set(timeline.flatMap(({ photo }) => photo ?? []))].slice(0, MOST_PHOTOS);
    const photos = await Promise.all(names.map((name) => this.#photo(name)));
    const lines = linesOf(timeline, whole?.alerts ?? [], (device) => this.directory.device(device)?.name);
    return { timeline: lines, photos: photos.filter((photo) => photo !== undefined), looks: await this.#lookedAt(id) };
  }

  async #photo(name: string): Promise<Buffer | undefined> {
    const found = await this.photos.open(name);
    return found && buffer(found.stream);
  }

  async #lookedAt(target: string): Promise<{ name: string; at: number }[]> {
    const found = await Promise.all(
      LOOKS.map((action) => this.registry.audit.find({ action, target, limit: MOST_LOOKS })),
    );
    const entries = found.flatMap(({ entries: some }) => some).sort((a, b) => a.at - b.at);
    const names = await this.registry.people.names(entries.map(({ by }) => by));
    return entries.map(({ by, at }) => ({ name: names.get(by) ?? by, at }));
  }
}
