import type { Gate, Problem } from './gate';
import { placeOf, textsOf } from './script';

/** `https://a.b/c`, `//a.b/c`; the first group is the host with its port. */
const withScheme = /(?:\b(?:https?|wss?):)?\/\/((?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d+)?|localhost(?::\d+)?)/gi;
/** A text that begins with a host and goes on with a path: `stat.example.com/report`. */
const bare = /^((?:[a-z0-9-]+\.)+(?:com|cn|net|org|io|dev|top|me|app)(?::\d+)?)(?=\/|$)/gi;

/** A build names no host but the server of the project and those that are declared as never called. */
export const hostGate: Gate = {
  name: 'host',
  check: ({ program, declaration, apiHost }) => {
    const mentioned = declaration.mentionedHosts.map(({ host }) => host);
    const found = [
      ...program.scripts.flatMap((script) =>
        textsOf(script).flatMap(({ node, text }) =>
          hostsIn(text).map((host) => ({ host, place: placeOf(script, node) })),
        ),
      ),
      ...program.files
        .filter((file) => /\.(wxml|wxss|wxs|json)$/.test(file))
        .flatMap((file) => hostsIn(program.text(file)).map((host) => ({ host, place: file }))),
    ];
    const undeclared = found
      .filter(({ host }) => host !== apiHost && !mentioned.includes(host))
      .map(({ host, place }): Problem => ({ place, reason: `names the undeclared host ${host}` }));
    const idle = mentioned
      .filter((host) => !found.some((each) => each.host === host))
      .map(
        (host): Problem => ({
          place: 'wechat-console.json',
          reason: `declares the host ${host}, which nothing names`,
        }),
      );
    return [...undeclared, ...idle];
  },
};

function hostsIn(text: string): string[] {
  return [...text.matchAll(withScheme), ...text.matchAll(bare)]
    .map((match) => (match[1] ?? '').toLowerCase())
    .filter((host) => host !== '');
}
