import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { loadProfile } from './profile';
import { useSessionStore } from './session.store';

declare module 'vue-router' {
  interface RouteMeta {
    /** Title of the page, shown in the header and the tab of the browser. */
    title?: string;
    /** Shown without the side navigation. */
    isBare?: boolean;
    /** Open to people who are not signed in. */
    isPublic?: boolean;
    /** The permission the page needs; its menu entry hides without it. */
    permission?: string;
  }
}

/** Every page. A feature adds its lines here and its menu entry in layout/menu.ts. */
const pages: RouteRecordRaw[] = [
  {
    path: '/login',
    component: () => import('@/features/identity/LoginPage.vue'),
    meta: { title: '登录', isBare: true, isPublic: true },
  },
  { path: '/', component: () => import('@/features/dashboard/DashboardPage.vue'), meta: { title: '工作台' } },
  {
    path: '/:rest(.*)*',
    component: () => import('@/layout/NotFoundPage.vue'),
    meta: { title: '页面不存在' },
  },
];

export function createAppRouter() {
  const router = createRouter({
    history: createWebHistory('/admin/'),
    routes: pages,
    scrollBehavior: () => ({ top: 0 }),
  });
  router.beforeEach(async (to) => {
    const session = useSessionStore();
    if (to.meta.isPublic) return true;
    if (session.isSignedIn) {
      // After a reload the tokens are there but not the name and the permissions. When they cannot be had,
      // the layout says so and tries again.
      if (session.profile === null) await loadProfile().catch(() => undefined);
      return true;
    }
    return { path: '/login', query: to.fullPath === '/' ? {} : { back: to.fullPath } };
  });
  router.afterEach((to) => {
    document.title = to.meta.title ? `${to.meta.title} · 湖畔` : '湖畔 · 总后台';
  });
  return router;
}
