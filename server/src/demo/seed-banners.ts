import { drawBanner } from './draw-banner';
import type { SeedContext } from './seed-context';

/** Two banners: one leads to an offer, one to a page of its own. */
export async function seedBanners(context: SeedContext): Promise<void> {
  const { admin } = context;
  const always = { startsOn: null, endsOn: null, isOn: true };
  const upload = async (hue: 'lake' | 'gold') => {
    const blob = new Blob([drawBanner(hue)], { type: 'image/png' });
    const file = { kind: 'blob', blob, fileName: `${hue}.png` } as const;
    return (await admin.media.uploadPicture({ file })).url;
  };
  const detail =
    '<h2>开湖之后怎么吃</h2><p>水开后上锅，肚脐朝上蒸 <strong>15</strong> 分钟。</p>' +
    '<ul><li>姜醋去寒</li><li>先吃肚，再吃腿</li></ul><p>当天吃完最鲜，隔夜请放冷藏。</p>';
  await admin.banner.createBanner({
    body: {
      ...always,
      title: '九月开湖',
      pictureUrl: await upload('lake'),
      sortOrder: 1,
      landing: { kind: 'offer', offer: { kind: 'package', id: context.packageIds[0] ?? 0 } },
    },
  });
  await admin.banner.createBanner({
    body: {
      ...always,
      title: '开湖之后怎么吃',
      pictureUrl: await upload('gold'),
      sortOrder: 2,
      landing: { kind: 'page', detail },
    },
  });
}
