import type { Gate, Problem } from './gate';

/** What has no place in a program that everybody can unpack, and how it looks. */
const secrets: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  'an app secret':
    /(app_?secret|client_?secret|api_?v3_?key|mch_?key)["']?\s*[:=]\s*["'`][\w+/=-]{16,}["'`]/i,
  'a signed token': /["'`]eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}["'`]/,
  'a password of a database': /\b(mysql|mariadb|redis|postgres):\/\/[^\s"'`/]*:[^\s"'`/]+@/,
};

/** What is wrong with the published files of any target: source maps, and texts that look like secrets. */
export function publishedProblems(files: readonly string[], text: (file: string) => string): Problem[] {
  return files.flatMap((file) => {
    if (file.endsWith('.map')) return [{ place: file, reason: 'a source map would be published' }];
    if (!/\.(js|json|wxml|wxs|html|css|wxss)$/.test(file)) return [];
    const content = text(file);
    const found = Object.entries(secrets)
      .filter(([, shape]) => shape.test(content))
      .map(([what]) => `contains ${what}`);
    if (/[#@] ?sourceMappingURL=data:/.test(content)) found.push('contains a source map');
    return found.map((reason) => ({ place: file, reason }));
  });
}

/** Nothing is published that tells a secret or the source. */
export const secretGate: Gate = {
  name: 'secret',
  check: ({ program }) => publishedProblems(program.files, program.text),
};
