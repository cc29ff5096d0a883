import type { Node } from 'estree';
import type { MiniProgram } from './mini-program';
import { privateInterfaces } from './private-interfaces';
import { exportedValues, memberName, placeOf, textsOf, type Script } from './script';

const known = new Set(Object.values(privateInterfaces).flat());

/** The names uni-app's chunk exports its two faces of WeChat's API under. */
const apiExports = ['index', 'wx$1'];

/** The private interfaces a build uses, each with the first place of use. */
export function privateUse(program: MiniProgram): Map<string, string> {
  const found = new Map<string, string>();
  const note = (name: string, place: string) => {
    if (known.has(name) && !found.has(name)) found.set(name, place);
  };
  const hasOpenType = program.files.some(
    (file) => file.endsWith('.wxml') && /\sopen-type="\{\{/.test(program.text(file)),
  );
  for (const script of program.scripts) {
    for (const node of script.nodes)
      if (node.type === 'MemberExpression' && isApi(script, node.object))
        note(`wx.${memberName(node)}`, placeOf(script, node));
    for (const { node, text } of textsOf(script)) {
      note(text, placeOf(script, node));
      // A button whose open-type is bound gets it from some text of the scripts.
      if (hasOpenType) note(`button.${text}`, placeOf(script, node));
    }
  }
  for (const file of program.files.filter((each) => each.endsWith('.wxml')))
    for (const name of namesInTemplate(program.text(file))) note(name, file);
  return found;
}

/** `wx`, `uni`, `vendor.index`, and the vendor chunk's own name of it. */
function isApi(script: Script, node: Node): boolean {
  if (node.type === 'MemberExpression') return apiExports.includes(memberName(node) ?? '');
  if (node.type !== 'Identifier') return false;
  return node.name === 'wx' || node.name === 'uni' || ownApiNames(script).has(node.name);
}

const ownNames = new WeakMap<Script, Set<string>>();

function ownApiNames(script: Script): Set<string> {
  const cached = ownNames.get(script);
  if (cached) return cached;
  const exported = exportedValues(script);
  const names = apiExports
    .map((name) => exported.get(name))
    .flatMap((value) => (value?.type === 'Identifier' ? [value.name] : []));
  ownNames.set(script, new Set(names));
  return new Set(names);
}

function namesInTemplate(text: string): string[] {
  return [
    ...[...text.matchAll(/\sopen-type="([^"{]+)"/g)].map((match) => `button.${match[1]}`),
    ...[...text.matchAll(/<input\b[^>]*\stype="nickname"/g)].map(() => 'input.nickname'),
    ...[...text.matchAll(/<(camera|live-pusher|voip-room)\b/g)].map((match) => `component.${match[1]}`),
  ];
}
