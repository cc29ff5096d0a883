import { defineUniConfig } from '../tooling/vite-uni';

export default defineUniConfig(import.meta.url);
