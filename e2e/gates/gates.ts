import type { Gate, GateInput, Problem } from './gate';
import { hostGate } from './host-gate';
import { navigationGate } from './navigation-gate';
import { nestedClassGate } from './nested-class-gate';
import { outputGate } from './output-gate';
import { privacyGate } from './privacy-gate';
import { scriptGate } from './script-gate';
import { secretGate } from './secret-gate';
import { sizeGate } from './size-gate';
import { tabBarGate } from './tab-bar-gate';
import { wechatCiGate } from './wechat-ci-gate';
import { wxmlGate } from './wxml-gate';

/** The gates that only read, in the order of the report. */
export const readingGates: readonly Gate[] = [
  outputGate,
  sizeGate,
  tabBarGate,
  wxmlGate,
  nestedClassGate,
  scriptGate,
  navigationGate,
  hostGate,
  privacyGate,
  secretGate,
];

/** All gates; the last one compiles and takes its time. */
export const allGates: readonly Gate[] = [...readingGates, wechatCiGate];

/** What each gate says; gates without a problem have an empty list. */
export async function checkGates(
  gates: readonly Gate[],
  input: GateInput,
): Promise<Map<string, readonly Problem[]>> {
  const answers = await Promise.all(gates.map(async (gate) => [gate.name, await gate.check(input)] as const));
  return new Map(answers);
}
