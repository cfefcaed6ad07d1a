import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  // '#hub/*' by its sources, as everywhere else in the project
  resolve: { conditions: ['hub-src', 'module', 'browser', 'production'] },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // the contracts' schemas are for servers: pages use their types and tables only
    rolldownOptions: {
      // the wall's own document is dark from its first moment
      input: ['index.html', 'wall.html'].map((page) => `${import.meta.dirname}/${page}`),
      treeshake: { moduleSideEffects: (id) => !id.includes('/libs/'), manualPureFunctions: ['z'] },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'ws://127.0.0.1:3000', ws: true } } },
});
