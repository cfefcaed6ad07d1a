import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { hubConfigSchema } from '#app/hub';
import { communeSchema } from '#hub/contracts';
import { readConfig } from '#hub/service-kit';

/** What no linter sees: that the tree keeps its word. */
const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n').filter(existsSync);
const read = (path: string) => readFileSync(path, 'utf8');

describe('settings', () => {
  const example = parseEnv(read('.env.example')) as Record<string, string>;

  it('are all in .env.example, and it names none that does not exist', () => {
    expect(Object.keys(example).sort()).toEqual(Object.keys(hubConfigSchema.shape).sort());
  });
  it('have there the defaults that the hub takes', () => {
    expect(readConfig(hubConfigSchema, example)).toEqual(readConfig(hubConfigSchema, {}));
  });
});

describe('the hub’s use of memory', () => {
  it.each(['package.json', 'deploy/commune-hub.service', 'docker-compose.yml'])(
    'is bounded by what starts it: %s',
    (path) => {
      expect(read(path)).toContain('deploy/memory.env');
    },
  );
});

describe('dependencies', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  const reasons = read('docs/dependencies.md');

  it.each(Object.entries({ ...dependencies, ...devDependencies }))('%s is pinned', (_name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it.each(Object.keys({ ...dependencies, ...devDependencies }))('%s has a reason', (name) => {
    // families are told of together: "@nestjs/common, core, platform-express"
    const short = name.replace(/^@nestjs\//, '').replace(/^@types\/.*/, '@types/*');
    expect(reasons).toMatch(new RegExp(`(^|[|,\\s/])${short.replace(/[/.*]/g, '\\$&')}([,|\\s]|$)`, 'm'));
  });

  // loaded by name: TypeORM asks for its driver, Nest for its adapter
  const byName = ['pg', '@nestjs/platform-socket.io'];
  const imports = tracked.filter((path) => /\.(ts|tsx|css)$/.test(path)).map(read);
  it.each(Object.keys(dependencies!).filter((name) => !byName.includes(name)))('%s is used', (name) => {
    expect(imports.some((text) => text.includes(`'${name}'`) || text.includes(`'${name}/`))).toBe(true);
  });
});

describe('documents', () => {
  const documents = tracked.filter((path) => path.endsWith('.md'));

  it.each(documents)('%s links to what exists', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((m) => m[1]!);
    expect(links.filter((link) => !existsSync(join(dirname(path), link)))).toEqual([]);
  });

  it('number each decision once', () => {
    const numbers = tracked.flatMap((path) => /^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1] ?? []);
    expect(numbers.length).toBeGreaterThan(0);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(tracked.filter((path) => path.startsWith('docs/decisions/'))).toHaveLength(numbers.length);
  });

  it('name scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = documents.flatMap((path) => [...read(path).matchAll(/npm run ([a-z:]+)/g)].map((m) => m[1]!));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('the example of a map', () => {
  it('is one that the hub takes', () => {
    const map = JSON.parse(read('docs/commune.example.geojson')) as unknown;
    const { features } = communeSchema.shape.map.parse(map);
    expect(new Set(features.map((f) => f.properties.layer)).size).toBeGreaterThan(4);
  });
});

describe('facts', () => {
  it.each(tracked.filter((path) => /^reference\/(?!alert-texts)[^/]+\.json$/.test(path)))(
    '%s says where they come from',
    (path) => {
      expect(read(path)).toMatch(/"source":/);
    },
  );
});

describe('sources', () => {
  const sources = tracked.filter((path) => /\.(ts|tsx|mjs)$/.test(path));

  it('leave nothing for later and skip no test', () => {
    const soft = /\b(TODO|FIXME|XXX)\b|\b(it|test|describe)\.(skip|only|todo)\b|@ts-(ignore|nocheck)|eslint-disable/;
    const own = ['test/contracts/conventions.spec.ts', 'libs/testkit/src/needs/describe-with.ts'];
    const found = sources.filter((path) => !own.includes(path) && soft.test(read(path)));
    expect(found).toEqual([]);
  });

  it('have no barrels but the faces of apps and libs', () => {
    const barrels = sources.filter((path) => /(^|\/)index\.ts$/.test(path));
    expect(barrels.filter((path) => !/^(apps|libs)\/[^/]+\/src\/index\.ts$/.test(path))).toEqual([]);
  });
});
