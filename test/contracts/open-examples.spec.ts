import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { ROOT } from '#hub/service-kit';
import { describeWith } from '#hub/testkit';

/** Of payments by code and of warnings to other systems: the hub has neither, and nothing that could be held against them. */
const NOT_OURS = ['QR-O1', 'CAP-O1'];

describeWith('recorded data', 'the open acceptance examples', () => {
  it('are each held by a test that has its name', () => {
    const { tests } = JSON.parse(readFileSync('../shared/domain/open/acceptance-open.json', 'utf8')) as {
      tests: { id: string }[];
    };
    const named = specs('apps', 'libs', 'test').join('\n');
    const lacking = tests.map(({ id }) => id).filter((id) => !named.includes(id));
    expect(lacking).toEqual(NOT_OURS);
  });
});

function specs(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.spec.ts') && !/(^|\/)(dist|node_modules)\//.test(path))
      .filter((path) => !path.endsWith('open-examples.spec.ts'))
      .map((path) => readFileSync(join(ROOT, folder, path), 'utf8')),
  );
}
