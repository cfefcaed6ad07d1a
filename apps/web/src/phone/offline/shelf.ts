/** Where a build of the page is kept on the phone. Runs in the service worker. */
export interface Entry {
  url: string;
  /** Absent where the name already carries a hash of what is in it. */
  revision: string | null;
}

const PREFIX = 'page-';

/** One build's files, all of them or none: a page never meets parts of another build. */
export class Shelf {
  private readonly name: string;

  constructor(
    /** Of the page, e.g. "install": other pages have shelves of their own. */
    private readonly page: string,
    private readonly entries: readonly Entry[],
    private readonly caches: CacheStorage,
  ) {
    this.name = `${PREFIX}${page}-${fingerprint(entries)}`;
  }

  /** Fetches what no earlier build has brought. Rejects where one file cannot be had: the next start tries again. */
  async fill(): Promise<void> {
    const cache = await this.caches.open(this.name);
    await Promise.all(
      this.entries.map(async ({ url, revision }) => {
        const known = revision === null ? await this.caches.match(url) : undefined;
        if (known) await cache.put(url, known);
        else await cache.add(new Request(url, { cache: 'reload' }));
      }),
    );
  }

  /** Throws the builds before this one away. */
  async tidy(): Promise<void> {
    const names = await this.caches.keys();
    const old = names.filter((name) => name.startsWith(`${PREFIX}${this.page}-`) && name !== this.name);
    await Promise.all(old.map((name) => this.caches.delete(name)));
  }

  async find(url: string): Promise<Response | undefined> {
    return (await this.caches.open(this.name)).match(url);
  }
}

/** Names a build: any change of any file makes it another one. */
function fingerprint(entries: readonly Entry[]): string {
  const text = entries
    .map(({ url, revision }) => `${url} ${revision}`)
    .sort()
    .join('\n');
  // FNV-1a, twice with different beginnings: no one builds to collide with it
  const hash = (from: number) =>
    [...text].reduce((h, char) => Math.imul(h ^ char.codePointAt(0)!, 0x01000193), from) >>> 0;
  return hash(0x811c9dc5).toString(36) + hash(0x9e3779b9).toString(36);
}
