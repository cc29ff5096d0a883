import { defineUniTests } from '../tooling/vitest-uni/config.mts';

export default defineUniTests(import.meta.url, 'mp-weixin');
