import { createUnread } from '@lakeside/shared/ui/message/unread';
import { defineStore } from 'pinia';
import { sdk } from './api';

/** How many messages the member has not read, for the badges (MB-074). */
export const useUnreadStore = defineStore('unread', () => createUnread(() => sdk.message.countUnread()));
