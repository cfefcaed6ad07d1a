import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll } from '@jest/globals';
import type { TestPerson } from '#hub/testkit';
import { filmLabel } from './label-film.js';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
];
const QUIET = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
export const THE_FIELD = { latitude: 20.4467, longitude: 106.3008, accuracy: 6 };

export interface PhoneOptions {
  /** What its camera sees; absent: a bare wall. */
  label?: string;
  /** Where it stands; `nowhere`: GPS is not allowed. */
  at?: typeof THE_FIELD | 'nowhere';
  camera?: boolean;
  lang?: 'vi' | 'en';
  flags?: readonly string[];
}

/** A phone with a disk of its own: it can be switched off and on again. */
export interface Phone {
  page: Page;
  /** What went wrong in the page. */
  problems: string[];
  signIn(person: Pick<TestPerson, 'cookie'>, url: string): Promise<void>;
  signOut(): Promise<void>;
  /** The battery ends: an end that no page can prepare for. */
  die(): Promise<void>;
  /** Switched on again: opens that address. */
  wake(url: string): Promise<Page>;
  throwAway(): Promise<void>;
}

const SIZE = { width: 360, height: 640 };

/** A test that fails leaves its phone behind, and with it the run would not end. */
const taken = new Set<Phone>();
afterAll(async () => {
  await Promise.all([...taken].map((phone) => phone.throwAway()));
});

export async function takePhone({
  label,
  at = THE_FIELD,
  camera = true,
  lang = 'vi',
  flags = [],
}: PhoneOptions = {}): Promise<Phone> {
  const dir = mkdtempSync(join(tmpdir(), 'phone-'));
  const film = join(dir, 'camera.y4m');
  const disk = join(dir, 'disk');
  filmLabel(film, label);
  const problems: string[] = [];
  const open = () =>
    chromium.launchPersistentContext(disk, {
      executablePath: '/usr/bin/chromium',
      args: [
        ...FLAGS,
        ...QUIET,
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${film}`,
        ...flags,
      ],
      ...{ viewport: SIZE, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
      ...{ locale: lang === 'vi' ? 'vi-VN' : 'en-GB', timezoneId: 'Asia/Ho_Chi_Minh' },
      permissions: [...(at === 'nowhere' ? [] : ['geolocation']), ...(camera ? ['camera'] : []), 'notifications'],
      ...(at !== 'nowhere' && { geolocation: at }),
    });
  let context = await open();
  let cookies: Parameters<BrowserContext['addCookies']>[0] = [];
  const phone: Phone = {
    page: await watched(context, problems),
    problems,
    async signIn({ cookie }, url) {
      const pairs = cookie.split('; ').map((pair) => pair.split('=') as [string, string]);
      const expires = Math.floor(Date.now() / 1000) + 86_400;
      cookies = pairs.map(([name, value]) => ({ name, value, url, expires, sameSite: 'Strict' }));
      await context.addCookies(cookies);
    },
    async signOut() {
      cookies = [];
      await context.clearCookies();
    },
    async die() {
      const closed = new Promise((resolve) => context.once('close', resolve));
      process.kill(browserOf(disk), 'SIGKILL');
      await closed;
    },
    async wake(url) {
      context = await open();
      // a browser writes its cookies down within half a minute: no test waits for that
      await context.addCookies(cookies);
      phone.page = await watched(context, problems);
      await phone.page.goto(url);
      return phone.page;
    },
    async throwAway() {
      taken.delete(phone);
      await context.close().catch(() => undefined);
      rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
  taken.add(phone);
  return phone;
}

/** Chromium writes into its profile who has it: "machine-pid". */
const browserOf = (disk: string): number => Number(readlinkSync(join(disk, 'SingletonLock')).split('-').at(-1));

async function watched(context: BrowserContext, problems: string[]): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    // a hub that is away, or says no, and a page without HTTPS are part of these tests: the browser tells of all three
    const expected = /net::ERR_|Failed to load resource|Cross-Origin-Opener-Policy header has been ignored/;
    if (message.type() === 'error' && !expected.test(message.text())) problems.push(message.text());
  });
  return page;
}
