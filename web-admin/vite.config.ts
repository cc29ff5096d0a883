import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defaultClientConditions, defineConfig } from 'vite';

const editorLibraries = /node_modules.*(@tiptap|prosemirror|linkifyjs|orderedmap|rope-sequence|w3c-keyname)/;

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
        // districts are fetched only with an address, the editor of rich texts with the first form that has one.
        codeSplitting: {
          groups: [
            { name: 'editor', test: editorLibraries, priority: 1 },
            { name: 'vendor', test: /node_modules(?!.*area-data)/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:7001', '/media': 'http://127.0.0.1:7001' } },
});
