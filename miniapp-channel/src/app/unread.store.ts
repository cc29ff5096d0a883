import { createUnread } from '@lakeside/shared/ui/message/unread';
import { defineStore } from 'pinia';
import { sdk } from './api';

/** How many messages nobody of the channel has read, for the badges. */
export const useUnreadStore = defineStore('unread', () => createUnread(() => sdk.message.countUnread()));
