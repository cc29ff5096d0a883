import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  base: '/admin/',
  plugins: [vue()],
  resolve: {
    alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) },
    conditions: ['source', ...defaultClientConditions],
    dedupe: ['vue', 'pinia'],
  },
  build: {
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        // The libraries change seldom: kept apart, a release leaves them in the browser's cache. The names of all
        // districts are fetched only with an address.
        codeSplitting: { groups: [{ name: 'vendor', test: /node_modules(?!.*area-data)/ }] },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:7001', '/media': 'http://127.0.0.1:7001' } },
});
