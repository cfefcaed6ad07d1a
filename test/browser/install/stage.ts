import { randomInt } from 'node:crypto';
import { type Commune, type Label, labelText } from '#hub/contracts';
import { addPerson, startHub, type TestHub, type TestPerson } from '#hub/testkit';
import { sampleCommune } from '../../../firmware-sim/src/commune/map.js';
import { type Line, startLine } from './line.js';

/** A hub whose commune has a map, an installer who may use it, and a way to it that can be cut. */
export interface Stage {
  hub: TestHub;
  line: Line;
  installer: TestPerson;
  commune: Commune;
  /** Prints labels for boxes of a kind. */
  labels(profile: string, count: number): Promise<Label[]>;
  end(): Promise<void>;
}

export const qrOf = (label: Label): string => labelText(label);

export async function setStage({ simulated = false } = {}): Promise<Stage> {
  const hub = await startHub({ env: { MQTT_PLAIN_PROVISIONING: 'true' } });
  const commune = { ...sampleCommune(), simulated };
  const put = await hub.fetch('/api/commune', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(commune),
  });
  if (!put.ok) throw new Error(`the commune was not taken: ${put.status} ${await put.text()}`);
  const line = await startLine(hub.url);
  const scope = { kind: 'commune', id: commune.code } as const;
  const installer = await addPerson(hub, { name: 'Ngô Tiến Dũng', grants: [{ role: 'installer', scope }] });
  return {
    ...{ hub, line, installer, commune },
    async labels(profile, count) {
      const printed = await hub.fetch('/api/claims', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ count, profile }),
      });
      if (!printed.ok) throw new Error(`no labels: ${printed.status} ${await printed.text()}`);
      return ((await printed.json()) as { labels: Label[] }).labels;
    },
    async end() {
      await line.close();
      await hub.stop();
    },
  };
}

/** A name that nobody has taken before. */
export const aName = (): string => `Trạm thử ${randomInt(1e9)}`;
