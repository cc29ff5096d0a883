import { createRouter, createWebHistory } from 'vue-router';
import { pages } from './pages';
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
    /** What it needs besides, since it also reads the data of another feature. */
    alsoNeeds?: readonly string[];
  }
}

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
      const { permission, alsoNeeds = [] } = to.meta;
      const isAllowed =
        session.profile === null || permission === undefined || session.can(permission, ...alsoNeeds);
      return isAllowed || '/no-permission';
    }
    return { path: '/login', query: to.fullPath === '/' ? {} : { back: to.fullPath } };
  });
  router.afterEach((to) => {
    document.title = to.meta.title ? `${to.meta.title} · 湖畔` : '湖畔 · 总后台';
  });
  return router;
}
