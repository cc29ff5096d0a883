import { serverModules } from '../../src/modules';
import { typedSessions } from '../builders/typed-sessions';

/** The whole server with tokens that say whose they are. */
export const stockModules = [...serverModules, typedSessions];
