import { createSession } from '@lakeside/shared/ui/use-session';
import { defineStore } from 'pinia';

/** The session of this app; survives a restart. */
export const useSessionStore = defineStore('session', () => createSession('lakeside.sales.session'));
