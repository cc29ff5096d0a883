import { expect, it } from 'vitest';
import { richTextNodes } from './rich-text-nodes';

it('dresses elements, gives pictures a full address, and leaves words alone', () => {
  const html = '<p>1 &lt;p&gt; <strong>好</strong><br><img src="/media/a.png" alt=""></p>';

  const nodes = richTextNodes(html, 'https://shop.example');

  expect(nodes).toMatch(/^<p style="[^"]+">1 &lt;p&gt; <strong>好<\/strong><br><img style="[^"]+" src="/);
  expect(nodes).toContain('src="https://shop.example/media/a.png"');
});
