import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { claimAccount, type InstallationAnswer, type Label } from '#hub/contracts';
import { eventually, startHub, type TestHub } from '#hub/testkit';
import { RawClient } from '../../../apps/broker/src/testing/raw-client.js';
import { accountOf, type Box, type BoxAccount, enter, knock, say } from '../../bench/boxes.js';
import { get, storedTimes } from '../asking.js';

/** CONNACK: the secret is not this account's; and it was, but opens nothing any more. */
export const WRONG = 4;
export const NOT_ANY_MORE = 5;

export const boxOf = ({ code, secret }: Label): Box => ({ username: claimAccount(code), password: secret, name: code });

/** A hub whose data outlives it, an installer with labels, and boxes that come. */
export class TestField {
  private constructor(
    readonly hub: TestHub,
    readonly dir: string,
  ) {}

  static async open(): Promise<TestField> {
    const dir = mkdtempSync(join(tmpdir(), 'provisioning-'));
    return new TestField(await startHub({ dataDir: dir }), dir);
  }
  async close(): Promise<void> {
    await this.hub.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  async post<T>(path: string, body: unknown = {}): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const answer = await this.hub.fetch(`/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  async print(count: number): Promise<Label[]> {
    const { labels } = await this.post<{ labels: Label[] }>('/claims', { count, profile: 'air-station' });
    return labels;
  }
  install({ code, secret }: Label): Promise<InstallationAnswer> {
    return this.post('/installations', {
      ...{ key: randomUUID(), code, claimSecret: secret, name: `Hộp ${code}`, takenAt: Date.now() },
    });
  }
  async isSpent({ code }: Label): Promise<void> {
    const state = async () => {
      const { claims } = await get<{ claims: { code: string; state: string }[] }>(this.hub, '/api/claims?limit=100');
      return claims.find((claim) => claim.code === code)?.state;
    };
    await eventually('a spent label', state, (is) => is === 'in-use');
  }

  /** Pulls the plug, and puts it back. */
  async restarted(): Promise<void> {
    await this.hub.kill9();
    await this.hub.restart();
  }

  /** What a box with a label is told. */
  told(box: Box): Promise<BoxAccount> {
    return accountOf(this.hub.mqttPort, 0, box);
  }
  /** What a secret opens: the account's line and nobody else's, or why not. */
  async tried(id: string, secret: string): Promise<'in' | number | undefined> {
    const line = await knock(this.hub.mqttPort, 1, id, secret, 'sn-1');
    if (!(line instanceof RawClient)) return line;
    line.destroy();
    return 'in';
  }
  becomes(id: string, secret: string, wanted: 'in' | number) {
    return eventually(
      `${id} hearing ${wanted}`,
      () => this.tried(id, secret),
      (is) => is === wanted,
      20_000,
    );
  }
  /** Sends one value with this account, and sees it in the store. */
  async isHeard({ id, secret, topics }: Pick<BoxAccount, 'id' | 'secret' | 'topics'>): Promise<void> {
    const ts = Date.now();
    const line = await enter(this.hub.mqttPort, 0, id, secret);
    await say(line, topics.telemetry, `{"ts":${ts},"pm25":20}`);
    line.destroy();
    await eventually(
      `the packet of ${id} in the store`,
      () => storedTimes(this.hub, id, 'pm25', ts, ts + 1),
      (times) => times.get(ts) === 1,
    );
  }

  /** How many secrets each account has, by the registry's own file. */
  secrets(): Map<string, number> {
    const file = new SqliteFile(join(this.dir, 'registry.sqlite'), { readonly: true });
    try {
      const rows = file.prepare('SELECT account, COUNT(*) AS n FROM credential GROUP BY account').all();
      return new Map((rows as { account: string; n: number }[]).map(({ account, n }) => [account, n]));
    } finally {
      file.close();
    }
  }
}
