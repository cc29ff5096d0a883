import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The state of all doubles: in memory, and in a JSON file when one is given, so that a restart forgets nothing. */
export class StateFile {
  private readonly stateByDouble: Record<string, object>;
  private written = '';

  constructor(private readonly file: string | null) {
    this.stateByDouble = file && existsSync(file) ? readState(file) : {};
  }

  /** The double's state as kept, on top of what it begins with. */
  of<State extends object>(double: string, initial: State): State {
    const state = { ...initial, ...this.stateByDouble[double] };
    this.stateByDouble[double] = state;
    return state;
  }

  /** Written before a request is answered: what the caller was told is known after a crash. */
  save(): void {
    if (this.file === null) return;
    const content = JSON.stringify(this.stateByDouble);
    if (content === this.written) return;
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, content);
    renameSync(`${this.file}.new`, this.file);
    this.written = content;
  }
}

function readState(file: string): Record<string, object> {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof content === 'object' && content !== null ? { ...content } : {};
}
