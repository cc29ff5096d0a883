import { describe, expect, it } from 'vitest';
import { fillTemplate, parseTemplate } from './template';

const setting = 'tpl-1 number=character_string1 title=thing2 status=phrase3';

describe('a template', () => {
  it('is read from its setting', () => {
    expect(parseTemplate(setting)).toEqual({
      templateId: 'tpl-1',
      keywordByFact: { number: 'character_string1', title: 'thing2', status: 'phrase3' },
    });
  });

  it.each(['', 'tpl-1', 'tpl-1 number', 'tpl-1 price=thing1', 'tpl-1 number=photo1'])(
    'is refused when it says %j',
    (malformed) => {
      expect(parseTemplate(malformed)).toBeNull();
    },
  );

  it('is filled with texts cut to what each keyword takes', () => {
    const template = parseTemplate(setting) ?? { templateId: '', keywordByFact: {} };

    const data = fillTemplate(template, { number: 'TH20261006000001', title: '湖'.repeat(30), status: '' });

    expect(data).toEqual({
      character_string1: { value: 'TH20261006000001' },
      thing2: { value: `${'湖'.repeat(19)}…` },
      phrase3: { value: '-' },
    });
  });
});
