import { createPinia } from 'pinia';
import { createSSRApp } from 'vue';
import App from './App.vue';

/** Called by uni-app on every platform. */
export function createApp() {
  const app = createSSRApp(App);
  app.use(createPinia());
  return { app };
}
