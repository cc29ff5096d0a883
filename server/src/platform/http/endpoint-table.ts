import type { Contract, EndpointDefinition } from '@lakeside/shared/kernel/endpoint';
import type { Class, ServerModule } from '../server-module';
import { servedEndpoints } from './serve';

/** One contract entry with the controller method that serves it. */
export interface BoundEndpoint {
  readonly name: string;
  readonly entry: EndpointDefinition;
  readonly controller: Class;
  readonly methodName: string;
}

export function endpointName(entry: EndpointDefinition): string {
  return `${entry.method} ${entry.path}`;
}

/**
 * Pairs every contract entry of the modules with its controller method. Throws with one sentence when an entry is served
 * twice or not at all, stands in no listed contract, or asks for a login without naming the permission it needs.
 */
export function bindEndpoints(modules: readonly ServerModule[]): BoundEndpoint[] {
  const listed = listEntries(modules);
  const bound = new Map<string, BoundEndpoint>();
  for (const { controllers = [], name: moduleName } of modules) {
    for (const controller of controllers) {
      for (const { entry, methodName } of servedEndpoints(controller)) {
        const name = endpointName(entry);
        const where = `${controller.name}.${methodName}`;
        if (!listed.has(entry))
          throw new Error(`${where} serves ${name}, which is in no contract listed by module ${moduleName}.`);
        const twin = bound.get(pathShape(entry));
        if (twin)
          throw new Error(
            `${name} is served twice: by ${twin.controller.name}.${twin.methodName} and by ${where}.`,
          );
        bound.set(pathShape(entry), { name, entry, controller, methodName });
      }
    }
  }
  for (const [entry, moduleName] of listed) {
    if (bound.get(pathShape(entry))?.entry !== entry) {
      throw new Error(
        `${endpointName(entry)} is in a contract of module ${moduleName} but no controller serves it.`,
      );
    }
  }
  return [...bound.values()];
}

function listEntries(modules: readonly ServerModule[]): Map<EndpointDefinition, string> {
  const listed = new Map<EndpointDefinition, string>();
  for (const { name, contracts = [] } of modules) {
    for (const contract of contracts) {
      for (const entry of entriesOf(contract)) {
        assertAudience(entry);
        listed.set(entry, name);
      }
    }
  }
  return listed;
}

/** The entries among a contract object's values; helpers beside them are passed over. */
export function entriesOf(contract: Contract): EndpointDefinition[] {
  return Object.values(contract);
}

function assertAudience(entry: EndpointDefinition): void {
  const isOpen = entry.audience === 'public' || entry.audience === 'callback';
  if (!isOpen && !entry.permission)
    throw new Error(`${endpointName(entry)} needs a login but names no permission.`);
  if (!entry.path.startsWith(`/api/${entry.audience}/`)) {
    throw new Error(
      `${endpointName(entry)} is for ${entry.audience}, so its path must begin with /api/${entry.audience}/.`,
    );
  }
}

/** Two paths that differ only in the names of their parameters are one route. */
function pathShape(entry: EndpointDefinition): string {
  return `${entry.method} ${entry.path.replace(/:\w+/g, ':')}`;
}
