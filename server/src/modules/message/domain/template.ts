/** A subscribe-message template as the console gave it: its id, and which of our facts stands at which keyword. */
export interface MessageTemplate {
  readonly templateId: string;
  readonly keywordByFact: Readonly<Record<string, string>>;
}

/** What facts a template may ask for. */
const factNames = ['number', 'title', 'day', 'status', 'carrier', 'waybillNo', 'channel', 'count'];

/** How many characters a keyword takes, by the kind its name begins with. */
const maxLengthByKind: ReadonlyMap<string, number> = new Map([
  ['thing', 20],
  ['character_string', 32],
  ['phrase', 5],
  ['name', 10],
  ['number', 32],
  ['date', 30],
  ['time', 30],
]);

/**
 * Reads `<template id> number=character_string1 title=thing2`. Null when it is malformed, names a fact we do not have or a
 * keyword of a kind we cannot fill.
 */
export function parseTemplate(setting: string): MessageTemplate | null {
  const [templateId, ...pairs] = setting.trim().split(/\s+/);
  if (!templateId || pairs.length === 0) return null;
  const entries = pairs.map((pair): [string, string] => {
    const [fact = '', keyword = ''] = pair.split('=');
    return [fact, keyword];
  });
  const isGood = entries.every(
    ([fact, keyword]) => factNames.includes(fact) && maxLengthByKind.has(kindOf(keyword)),
  );
  return isGood ? { templateId, keywordByFact: Object.fromEntries(entries) } : null;
}

/** The `data` of a subscribe message; texts are cut to what their keyword takes, an absent fact becomes a dash. */
export function fillTemplate(
  template: MessageTemplate,
  facts: Readonly<Record<string, string>>,
): Record<string, { value: string }> {
  const entries = Object.entries(template.keywordByFact).map(([fact, keyword]) => {
    const max = maxLengthByKind.get(kindOf(keyword)) ?? 0;
    return [keyword, { value: cut(facts[fact] || '-', max) }] as const;
  });
  return Object.fromEntries(entries);
}

function kindOf(keyword: string): string {
  return keyword.replace(/\d+$/, '');
}

function cut(value: string, max: number): string {
  const letters = [...value];
  return letters.length <= max ? value : `${letters.slice(0, max - 1).join('')}…`;
}
