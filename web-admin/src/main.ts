import ElementPlus, { ElMessage } from 'element-plus';
import zhCn from 'element-plus/es/locale/lang/zh-cn';
import 'element-plus/dist/index.css';
import { errorMessage, isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { createPinia } from 'pinia';
import * as v from 'valibot';
import { createApp } from 'vue';
import App from './App.vue';
import { createAppRouter } from './app/router';
import './app/theme.scss';

// The few checks of shared schemas that carry no sentence of their own must not speak English to people.
v.setGlobalMessage('请检查这一项');

const app = createApp(App);
app.use(createPinia());
app.use(createAppRouter());
app.use(ElementPlus, { locale: zhCn });
// Whatever a page forgot to catch still reaches the person in words.
app.config.errorHandler = (error) => {
  ElMessage.error(errorMessage(error));
  if (!isSdkError(error)) reportError(error);
};
app.mount('#app');
