import { pageUrl, type PageQuery } from '@lakeside/shared/ui/navigate';
import { pictureSource } from '@lakeside/shared/ui/picture-source';
import { useShareStore } from '@/app/share.store';

interface Shared {
  title: string;
  path: string;
  query?: PageQuery;
  /** A photograph of the goods; a drawing stands in for it. */
  pictureUrl?: string | null;
  drawing?: 'shop' | 'invite';
}

/** The card of a page in a chat; its path carries the sharer's invite. */
export function shareCard({ title, path, query = {}, pictureUrl, drawing = 'shop' }: Shared) {
  return {
    title,
    path: pageUrl(path, { token: useShareStore().token, ...query }),
    imageUrl: pictureUrl ? pictureSource(pictureUrl) : `/static/share/${drawing}.png`,
  };
}

/** The same page in Moments, where only a query can be handed over. */
export function shareMoment(shared: Omit<Shared, 'path'>) {
  const { title, path, imageUrl } = shareCard({ ...shared, path: '' });
  return { title, query: path.replace('?', ''), imageUrl };
}
