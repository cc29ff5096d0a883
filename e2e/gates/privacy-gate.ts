import type { Gate, GateInput, Problem } from './gate';
import { listedInAppJson, privateInterfaces, scopesOfAppJson } from './private-interfaces';
import { privateUse } from './private-use';

const declarationFile = 'wechat-console.json';

/** What the build reads of a person is declared for the console and in app.json, and nothing more is declared. */
export const privacyGate: Gate = {
  name: 'privacy',
  check: (input) => {
    const used = privateUse(input.program);
    return [
      ...undeclared(input, used),
      ...idleDeclarations(input, used),
      ...requiredPrivateInfos(input, used),
      ...permissions(input, used),
      ...(input.program.app.__usePrivacyCheck__ === true
        ? []
        : [{ place: 'app.json', reason: '__usePrivacyCheck__ is not true' }]),
    ];
  },
};

type Used = ReadonlyMap<string, string>;

function undeclared({ declaration }: GateInput, used: Used): Problem[] {
  return [...used].flatMap(([name, place]) => {
    const information = informationOf(name);
    const entry = declaration.privacy.find((each) => each.information === information);
    if (entry?.interfaces.includes(name)) return [];
    return [
      { place, reason: `${name} reads ${information}, which ${declarationFile} does not declare for it` },
    ];
  });
}

function idleDeclarations({ declaration }: GateInput, used: Used): Problem[] {
  return declaration.privacy.flatMap(({ information, interfaces }) =>
    interfaces
      .filter((name) => informationOf(name) !== information || !used.has(name))
      .map((name) => ({
        place: declarationFile,
        reason:
          informationOf(name) === information
            ? `declares ${name}, which nothing uses`
            : `declares ${name} under ${information}, where WeChat's table does not have it`,
      })),
  );
}

function requiredPrivateInfos({ program }: GateInput, used: Used): Problem[] {
  const listed = program.app.requiredPrivateInfos ?? [];
  const needed = listedInAppJson.filter((name) => used.has(`wx.${name}`));
  return [
    ...needed
      .filter((name) => !listed.includes(name))
      .map((name) => ({
        place: 'app.json',
        reason: `requiredPrivateInfos lacks ${name}, which the app calls`,
      })),
    ...listed
      .filter((name) => !needed.includes(name))
      .map((name) => ({
        place: 'app.json',
        reason: `requiredPrivateInfos names ${name}, which nothing calls`,
      })),
    ...(listed.includes('getLocation') && listed.includes('getFuzzyLocation')
      ? [
          {
            place: 'app.json',
            reason: 'requiredPrivateInfos may not name getLocation and getFuzzyLocation both',
          },
        ]
      : []),
  ];
}

function permissions({ program }: GateInput, used: Used): Problem[] {
  const stated = program.app.permission ?? {};
  const needed = Object.entries(scopesOfAppJson)
    .filter(([, calls]) => calls.some((call) => used.has(call)))
    .map(([scope]) => scope);
  return [
    ...needed
      .filter((scope) => !stated[scope]?.desc)
      .map((scope) => ({ place: 'app.json', reason: `permission states no purpose of ${scope}` })),
    ...Object.keys(stated)
      .filter((scope) => !needed.includes(scope))
      .map((scope) => ({
        place: 'app.json',
        reason:
          scope in scopesOfAppJson
            ? `permission states ${scope}, which nothing asks for`
            : `permission states ${scope}, which app.json does not know`,
      })),
  ];
}

function informationOf(name: string): string {
  return (
    Object.entries(privateInterfaces).find(([, names]) => names.includes(name))?.[0] ?? 'nothing WeChat lists'
  );
}
