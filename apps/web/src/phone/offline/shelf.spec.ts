import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Shelf } from './shelf.js';

/** Caches in memory, as far as a shelf uses them. */
class Caches {
  readonly all = new Map<string, Map<string, string>>();
  readonly fetched: string[] = [];
  missing: string | undefined;

  async open(name: string) {
    const files = this.all.get(name) ?? new Map<string, string>();
    this.all.set(name, files);
    return {
      add: async ({ url }: Request) => {
        if (url === this.missing) throw new TypeError('no answer');
        this.fetched.push(url);
        files.set(url, url);
      },
      put: async (url: string, response: Response) => void files.set(url, String(response)),
      match: async (url: string) => files.get(url),
    };
  }
  async match(url: string) {
    for (const files of this.all.values()) if (files.has(url)) return files.get(url);
    return undefined;
  }
  keys = async () => [...this.all.keys()];
  delete = async (name: string) => this.all.delete(name);
}

describe('a shelf for the builds of a page', () => {
  let caches: Caches;
  const shelf = (...entries: [url: string, revision: string | null][]) =>
    new Shelf(
      'install',
      entries.map(([url, revision]) => ({ url, revision })),
      caches as unknown as CacheStorage,
    );
  beforeEach(() => {
    caches = new Caches();
    jest.spyOn(globalThis, 'Request').mockImplementation((url) => ({ url }) as unknown as Request);
  });

  it('fetches what is new and takes over what has the same name', async () => {
    await shelf(['install.html', '1'], ['assets/a.js', null]).fill();
    caches.fetched.length = 0;
    const next = shelf(['install.html', '2'], ['assets/a.js', null], ['assets/b.js', null]);
    await next.fill();
    expect(caches.fetched).toEqual(['install.html', 'assets/b.js']);
    expect(await next.find('assets/a.js')).toBe('assets/a.js');
  });

  it('keeps the running build until the next one is whole and takes its place', async () => {
    const old = shelf(['install.html', '1']);
    await old.fill();
    const next = shelf(['install.html', '2'], ['assets/b.js', null]);
    caches.missing = 'assets/b.js';
    await expect(next.fill()).rejects.toThrow();
    expect(await old.find('install.html')).toBe('install.html');
    caches.missing = undefined;
    await next.fill();
    caches.all.set('something-else', new Map());
    await next.tidy();
    expect(await caches.keys()).toHaveLength(2);
    expect(await next.find('install.html')).toBe('install.html');
  });
});
