import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { isHTMLTag, isSVGTag } from '@vue/shared';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

interface UniPreprocessor {
  initPreContext(platform: string): void;
  preHtml(code: string): string;
  preJs(code: string): string;
}

export type UniPlatform = 'h5' | 'mp-weixin' | 'app';

// Compiled as components (setup.ts): v-model on a native <input type="number"> would yield a number, uni's yields text.
const formTags = new Set(['input', 'textarea']);
const uniTags = new Set([
  'view',
  'text',
  'image',
  'scroll-view',
  'swiper',
  'swiper-item',
  'picker',
  'picker-view',
  'picker-view-column',
  'navigator',
  'rich-text',
  'block',
]);

/** The Vitest configuration of a uni-app workspace; `configUrl` is the `import.meta.url` of its vitest.config.mts. */
export function defineUniTests(configUrl: string, platform: UniPlatform = 'mp-weixin') {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  return defineConfig({
    root: fileURLToPath(new URL('.', configUrl)),
    plugins: [
      conditionalCompilation(platform),
      vue({
        template: {
          compilerOptions: {
            isCustomElement: (tag) => uniTags.has(tag),
            isNativeTag: (tag) => !formTags.has(tag) && (isHTMLTag(tag) || isSVGTag(tag)),
          },
        },
      }),
    ],
    resolve: {
      alias: {
        '@/': fileURLToPath(new URL('./src/', configUrl)),
        '@dcloudio/uni-app': here('./uni-app-stub.ts'),
      },
      conditions: ['source', 'module', 'browser', 'development'],
      dedupe: ['vue', 'pinia'],
    },
    test: {
      environment: 'happy-dom',
      include: ['src/**/*.test.ts'],
      setupFiles: [here('./setup.ts'), here('../property-runs.ts')],
    },
  });
}

/** Honours `// #ifdef` as the build does, with uni's own preprocessor. */
function conditionalCompilation(platform: UniPlatform): Plugin {
  const uni = createRequire(import.meta.url)('@dcloudio/uni-cli-shared') as UniPreprocessor;
  process.env.UNI_PLATFORM ??= platform;
  uni.initPreContext(platform);
  return {
    name: 'uni-conditional-compilation',
    enforce: 'pre',
    transform(code, id) {
      const isSource = /\.(?:vue|ts)$/.test(id) && !id.includes('/node_modules/');
      if (!isSource || !/#ifn?def/.test(code)) return undefined;
      return { code: uni.preJs(id.endsWith('.vue') ? uni.preHtml(code) : code), map: null };
    },
  };
}
