import { describe, expect, it } from 'vitest';
import { Copy, declaration, homeScript, homeTemplate, redGates } from './gates-kit';

describe('host', () => {
  it.each([
    [
      homeScript,
      "callApi('/addresses')",
      "wx.request({ url: 'https://stat.example.org/report' })",
      'stat.example.org',
    ],
    [
      homeScript,
      "callApi('/addresses')",
      "wx.request({ url: '//cdn.example.org/a.png' })",
      'cdn.example.org',
    ],
    [homeScript, "callApi('/addresses')", "callApi('tongji.example.com/stat')", 'tongji.example.com'],
    [homeTemplate, '<navigator', '<image src="https://img.example.net/a.png"/><navigator', 'img.example.net'],
    ['app.wxss', 'color: #222', 'background: url(https://img.example.net/b.png)', 'img.example.net'],
  ])('refuses a foreign host in %s', async (file, from, to, host) => {
    expect(await redGates(new Copy().replace(file, from, to))).toEqual({
      host: [{ place: expect.stringContaining(file), reason: `names the undeclared host ${host}` }],
    });
  });

  it('lets a declared mention pass, and refuses a declaration that nothing needs', async () => {
    const mentionedHosts = [{ host: 'docs.example.org', reason: 'in the text of a warning' }];
    const mentioning = new Copy().replace(
      homeScript,
      "callApi('/addresses')",
      "console.warn('https://docs.example.org/a')",
    );

    expect(await redGates(mentioning, { declaration: { ...declaration, mentionedHosts } })).toEqual({});
    expect(await redGates(new Copy(), { declaration: { ...declaration, mentionedHosts } })).toEqual({
      host: [
        { place: 'wechat-console.json', reason: 'declares the host docs.example.org, which nothing names' },
      ],
    });
  });
});

describe('privacy', () => {
  it.each([
    ["wx.saveImageToPhotosAlbum({ filePath: '' })", 'wx.saveImageToPhotosAlbum reads 相册（仅写入）权限'],
    [
      "require('../../common/routes.js').index.setClipboardData({ data: '' })",
      'wx.setClipboardData reads 剪切板',
    ],
    ["wx.authorize({ scope: 'scope.camera' })", 'scope.camera reads 摄像头'],
  ])('refuses the undeclared %s', async (code, reason) => {
    const red = await redGates(new Copy().replace(homeScript, "callApi('/addresses')", code));

    expect(red).toEqual({
      privacy: [{ place: expect.stringContaining(homeScript), reason: expect.stringContaining(reason) }],
    });
  });

  it('refuses an undeclared private button and input', async () => {
    const copy = new Copy().replace(
      homeTemplate,
      '<navigator',
      '<button open-type="chooseAvatar"/><input type="nickname"/><navigator',
    );

    const red = await redGates(copy);

    expect(Object.keys(red)).toEqual(['privacy']);
    expect(red['privacy']?.map(({ reason }) => reason.split(' ')[0])).toEqual([
      'button.chooseAvatar',
      'input.nickname',
    ]);
  });

  it('sees the kind of a button that a script chooses', async () => {
    const copy = new Copy()
      .replace(homeTemplate, 'open-type="getPhoneNumber"', 'open-type="{{kind}}"')
      .replace(homeScript, "phone: ''", "phone: '', kind: 'getPhoneNumber'");

    expect(await redGates(copy)).toEqual({});
  });

  it('refuses a declaration that nothing uses', async () => {
    const copy = new Copy().replace(homeTemplate, 'open-type="getPhoneNumber" ', '');

    expect(await redGates(copy)).toEqual({
      privacy: [
        { place: 'wechat-console.json', reason: 'declares button.getPhoneNumber, which nothing uses' },
      ],
    });
  });

  it('wants in app.json what WeChat wants there, and no more', async () => {
    const copy = new Copy()
      .replace('app.json', '["chooseAddress"]', '["getLocation"]')
      .replace(
        'app.json',
        '"__usePrivacyCheck__": true,',
        '"permission": { "scope.bluetooth": { "desc": "打印" } },',
      );

    expect((await redGates(copy))['privacy']?.map(({ reason }) => reason)).toEqual([
      'requiredPrivateInfos lacks chooseAddress, which the app calls',
      'requiredPrivateInfos names getLocation, which nothing calls',
      'permission states scope.bluetooth, which app.json does not know',
      '__usePrivacyCheck__ is not true',
    ]);
  });

  it('wants the purpose of a location', async () => {
    const copy = new Copy()
      .replace(homeScript, "callApi('/addresses')", 'wx.getLocation({})')
      .replace('app.json', '["chooseAddress"]', '["chooseAddress", "getLocation"]');
    const location = {
      information: '位置信息',
      interfaces: ['wx.getLocation'],
      purpose: '用于展示附近的门店',
    };

    const red = await redGates(copy, {
      declaration: { ...declaration, privacy: [...declaration.privacy, location] },
    });

    expect(red).toEqual({
      privacy: [{ place: 'app.json', reason: 'permission states no purpose of scope.userLocation' }],
    });
  });
});

describe('secret', () => {
  it.each([
    ["const appSecret = '0123456789abcdef0123456789abcdef';", 'contains an app secret'],
    ["exports.key = '-----BEGIN RSA PRIVATE KEY-----';", 'contains a private key'],
    ["exports.t = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLXNpZw';", 'contains a signed token'],
    ['//# sourceMappingURL=data:application/json;base64,e30=', 'contains a source map'],
  ])('refuses %s', async (code, reason) => {
    expect(await redGates(new Copy().write('common/keys.js', `${code}\n`))).toEqual({
      secret: [{ place: 'common/keys.js', reason }],
    });
  });

  it('refuses a source map', async () => {
    expect(await redGates(new Copy().write('app.js.map', '{}'))).toEqual({
      secret: [{ place: 'app.js.map', reason: 'a source map would be published' }],
    });
  });
});
