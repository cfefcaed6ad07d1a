import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ROOT } from '#hub/service-kit';
import { eventually, freePort, startCaddy, type TestCaddy } from '#hub/testkit';

/** A machine on which `commune-https` is run: a folder stands for its disk, a script for systemd. */
export class Installed {
  readonly dir = mkdtempSync(join(tmpdir(), 'https-'));
  readonly page = join(this.dir, 'var/lib/commune-https/page');
  readonly home = join(this.dir, 'var/lib/caddy');
  readonly #hub = join(this.dir, 'opt/commune-hub');
  readonly #asked = join(this.dir, 'asked');

  constructor(settings: string) {
    for (const folder of ['opt/commune-hub', 'bin', 'etc/systemd/system'])
      mkdirSync(join(this.dir, folder), { recursive: true });
    writeFileSync(join(this.#hub, '.env'), settings);
    symlinkSync(join(ROOT, 'deploy'), join(this.#hub, 'deploy'));
    writeFileSync(this.#asked, '');
    writeFileSync(join(this.dir, 'bin/systemctl'), `#!/bin/sh\necho "$*" >>${this.#asked}\n`);
    chmodSync(join(this.dir, 'bin/systemctl'), 0o755);
  }

  get asked(): string[] {
    return readFileSync(this.#asked, 'utf8').trim().split('\n');
  }
  /** The hub's settings as they stand now. */
  get settings(): Record<string, string | undefined> {
    return parseEnv(readFileSync(join(this.#hub, '.env'), 'utf8'));
  }
  /** What systemd would give to Caddy. */
  get caddySettings(): Record<string, string> {
    return parseEnv(readFileSync(join(this.dir, 'etc/commune-https.env'), 'utf8')) as Record<string, string>;
  }
  exists = (path: string): boolean => existsSync(join(this.dir, path));

  async run(...args: string[]): Promise<{ code: number; said: string }> {
    const env = { PATH: `${join(this.dir, 'bin')}:${process.env['PATH']}`, DESTDIR: this.dir };
    const child = spawn('sh', [join(ROOT, 'deploy/tls/commune-https'), ...args], { env });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    const code = await new Promise<number>((resolve) => child.on('close', resolve));
    return { code, said };
  }

  /** Runs the command; when it asks for Caddy, a real one is started with what it wrote, on ports that are free. */
  async runWithCaddy(
    ...args: string[]
  ): Promise<{ said: string; caddy: TestCaddy; httpPort: number; httpsPort: number }> {
    const [httpPort, httpsPort] = [await freePort(), await freePort()];
    const run = this.run(...args);
    await eventually(
      'Caddy to be started',
      () => this.asked,
      (asked) => asked.includes('restart caddy commune-hub'),
    );
    const settings = this.caddySettings;
    const caddy = await startCaddy({
      config: `deploy/tls/Caddyfile.${settings['HUB_VARIANT']}`,
      home: this.home,
      env: {
        ...settings,
        HUB_ROOT_PAGE: this.page,
        HUB_HTTP_PORT: String(httpPort),
        HUB_HTTPS_PORT: String(httpsPort),
        HUB_HTTPS_SHOWN: `:${httpsPort}`,
      },
    });
    const { code, said } = await run;
    if (code !== 0) throw new Error(`commune-https ended with ${code}: ${said}`);
    return { said, caddy, httpPort, httpsPort };
  }

  copy(from: string, to: string): void {
    cpSync(from, join(this.dir, to), { recursive: true });
  }
  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A request that trusts one root and nobody else; `fetch` takes none of its own. */
export function ask(url: string, options: RequestOptions = {}, body = ''): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }),
      );
    };
    const request = url.startsWith('https:') ? requestHttps : requestHttp;
    request(url, { agent: false, ...options }, answered)
      .on('error', reject)
      .end(body);
  });
}
