/** Calls from browser to browser. Loaded when somebody calls or accepts: session.ts says how it hangs together. */
import { browser } from './browser';
import { MeshCalls } from './calls';
import type { CallPorts } from './ports';
import type { Calls } from './session';

export function createCalls(ports: Omit<CallPorts, 'browser'>): Calls {
  return new MeshCalls({ ...ports, browser });
}
