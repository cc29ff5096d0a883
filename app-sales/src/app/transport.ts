import { uniTransport } from '@lakeside/shared/ui/transport/uni-transport';

export { apiBaseUrl } from '@lakeside/shared/ui/transport/api-base-url';

/** How this app reaches the server. */
export const transport = uniTransport;
