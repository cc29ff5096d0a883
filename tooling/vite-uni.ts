import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin, UserConfig } from 'vite';
import { pageShell } from './page-shell';

interface UniCliUtils {
  normalizeMiniProgramFilename: (file: string, directory?: string) => string;
  createShadowImageUrl: (...args: unknown[]) => string;
}

/**
 * The Vite configuration of one uni-app workspace.
 *
 * `configUrl` is the `import.meta.url` of its vite.config.ts: the build tools are resolved from there, so that the
 * patched module is the very copy the build runs.
 */
export function defineUniConfig(configUrl: string): UserConfig {
  const requireTool = createRequire(configUrl);
  patchUniTools(requireTool('@dcloudio/uni-cli-shared/dist/utils.js') as UniCliUtils);
  const uni = requireTool('@dcloudio/vite-plugin-uni') as { default: () => Plugin[] };
  return {
    plugins: [pageShell(new URL('./src/', configUrl)), stripVendorBeacon(), uni.default()],
    resolve: {
      alias: { '@': fileURLToPath(new URL('./src', configUrl)) },
      conditions: ['source'],
      dedupe: ['vue', 'pinia'],
    },
    build: { target: 'es2018', chunkSizeWarningLimit: 900 },
    server: { proxy: { '/api': 'http://127.0.0.1:7001', '/media': 'http://127.0.0.1:7001' } },
  };
}

function patchUniTools(utils: UniCliUtils): void {
  const normalize = utils.normalizeMiniProgramFilename;
  // A component outside the workspace (shared, or a package hoisted to the root) is emitted at its path relative to src.
  // The tool strips a single '../', which leaves the output folder and stops the build; strip all of them.
  utils.normalizeMiniProgramFilename = (file, directory) =>
    normalize(file, directory)
      .replace(/^(?:\.\.\/)+(?=node-modules\/)/, '')
      .replace(/^(?:\.\.\/)+/, 'workspace/')
      .replace(/^node-modules\/@lakeside\/shared\/src\//, 'shared/');
  // The shadow of the navigation bar would be loaded from the vendor's CDN.
  utils.createShadowImageUrl = () => 'data:,';
}

/** Removes the call that makes a released mini program contact the vendor's CDN three seconds after launch. */
function stripVendorBeacon(): Plugin {
  return {
    name: 'strip-vendor-beacon',
    enforce: 'pre',
    transform(code, id) {
      if (!/uni-mp-weixin\/dist\/uni\.mp\.esm\.js/.test(id)) return undefined;
      const stripped = code.replace(/^\s*preloadAsset\(\);?$/m, '');
      if (stripped === code && code.includes('preloadAssets')) {
        this.error('the call of preloadAsset() was not found: @dcloudio/uni-mp-weixin has changed');
      }
      return { code: stripped, map: null };
    },
  };
}
