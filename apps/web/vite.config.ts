import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Manifest } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { compressed } from './compressed.js';
import { leanContracts } from './lean-contracts.js';
import { filesOf } from './page-files.js';

const here = import.meta.dirname;
const outDir = `${here}/../../dist/web`;
/** Phones use two weights of the face. */
const OTHER_WEIGHTS = /-(400|600)(-normal)?-[\w-]+\.woff2$/;

/** A phone's page and what it loads, kept on the phone by a service worker of its own; nothing of any other page. */
function keptOffline(page: 'air' | 'farm' | 'install' | 'security') {
  /** What lies beside its scripts. */
  const beside = [`${page}.html`, `${page}.webmanifest`, `${page}-192.png`];
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: `src/${page}`,
    filename: `${page}-worker.ts`,
    outDir,
    injectRegister: false,
    manifest: false,
    injectManifest: {
      rollupFormat: 'iife',
      globPatterns: ['assets/*', ...beside],
      dontCacheBustURLsMatching: /^assets\//,
      manifestTransforms: [
        async (entries) => {
          const manifest = JSON.parse(readFileSync(`${outDir}/.vite/manifest.json`, 'utf8')) as Manifest;
          const own = filesOf(manifest, `${page}.html`);
          const manifestOfPage = entries.filter(
            ({ url }) => beside.includes(url) || (own.has(url) && !OTHER_WEIGHTS.test(url)),
          );
          return { manifest: manifestOfPage, warnings: [] };
        },
      ],
    },
  });
}

/** The wall has a look of its own: nothing that brings styles may be in what it shares with others. */
const TOGETHER = [
  { name: 'react', test: /\/node_modules\/(react|react-dom|scheduler)\// },
  {
    name: 'start',
    test: /\/src\/(i18n\/chosen-lang|live\/(plain-store|rest)|format\/(age|clock|words)|session\/(?!use-)[\w-]+)\.ts$/,
  },
  { name: 'base', test: /\/src\/(i18n\/lang|live\/store|session\/use-[\w-]+)\.ts$/ },
  {
    name: 'ui',
    test: /\/src\/(ui\/(brand|button|field|icon|landscape|notice|severity|sheet)|session\/[\w-]+-notes|i18n\/lang-switch)\.tsx$/,
  },
];

export default defineConfig({
  root: here,
  base: '/',
  plugins: [
    leanContracts(),
    react(),
    keptOffline('air'),
    keptOffline('farm'),
    keptOffline('install'),
    keptOffline('security'),
    compressed(outDir),
  ],
  // '#hub/*' by its sources, as everywhere else in the project
  resolve: { conditions: ['hub-src', 'module', 'browser', 'production'] },
  build: {
    outDir,
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // documents of their own: the wall is dark from its first moment, a phone's page is kept on the phone
      input: ['index.html', 'wall.html', 'air.html', 'farm.html', 'install.html', 'security.html'].map(
        (page) => `${here}/${page}`,
      ),
      // a slow network waits for each file: what goes together is one
      output: { codeSplitting: { groups: TOGETHER } },
      treeshake: {
        moduleSideEffects: (id) => !id.includes('/libs/'),
        manualPureFunctions: ['z'],
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'ws://127.0.0.1:3000', ws: true } } },
});
