/**
 * A rich text with everything the back office's editor offers, as the server keeps it. The editor writes exactly this again
 * after reading it, and the server's cleaning changes nothing of it.
 */
export const richTextSample = [
  '<h2>阳澄湖大闸蟹</h2>',
  '<p>蒸 <strong>15</strong> <em>分钟</em><br />趁热 &amp; 配姜醋，<strong><em>1 &lt; 2</em></strong></p>',
  '<h3>规格</h3>',
  '<table><tbody><tr><th>规格</th><th>只数</th></tr><tr><td>公 4.0 两</td><td>4</td></tr><tr><td></td><td>蟹<strong>八件</strong></td></tr></tbody></table>',
  '<ul><li>姜醋</li><li>黄酒<ul><li>温热</li></ul></li></ul>',
  '<ol><li>解绳</li><li>上锅</li></ol>',
  '<h4>图示</h4>',
  '<p><img src="/media/abcdefghijklmnopqrstuv.png" alt="" /></p>',
].join('');
