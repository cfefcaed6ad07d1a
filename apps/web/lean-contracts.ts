import type { Plugin } from 'vite';

/** `const xSchema = z.object({ … });` at the beginning of a line, up to the semicolon that ends it. */
const SCHEMA = /^((?:export )?const \w+) = ((?:z|\w+Schema)\s*\.[\s\S]*?);$(?=\n\S|\n\n|\n*$(?![\s\S]))/gm;

/** What several schemas have in common: `const base = { … };`, with schemas in it. */
const PARTS = /^(const \w+) = (\{\n(?:(?!^\};$)[\s\S])*?\bz\.[\s\S]*?\n\});$/gm;

/**
 * Pages use the contracts' types and tables; the schemas are for servers. A bundler keeps whatever may have an effect, and
 * cannot know that building a schema has none: told so, it leaves out those that no page uses, and zod with them.
 */
export const leanContracts = (): Plugin => ({
  name: 'lean-contracts',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('/libs/contracts/src/')
      ? {
          code: code
            .replace(SCHEMA, (_, name: string, schema: string) => `${name} = /*#__PURE__*/ (() => ${schema})();`)
            .replace(PARTS, (_, name: string, parts: string) => `${name} = /*#__PURE__*/ (() => (${parts}))();`),
          map: null,
        }
      : undefined,
});
