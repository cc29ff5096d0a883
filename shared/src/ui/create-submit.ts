import * as v from 'valibot';
import { ref, shallowRef } from 'vue';
import { newIdempotencyKey } from '../sdk/idempotency-key';
import { isSdkError } from '../sdk/sdk-error';

/** How an app tells a person something: a toast on the phone, a message in the back office. */
export interface Notifier {
  showError(error: unknown): void;
  showMessage(message: string): void;
}

export interface SubmitOptions<Input, Result> {
  /** The endpoint's own body schema: what it refuses never leaves the phone. */
  schema?: v.GenericSchema<Input>;
  /** Makes the call; pass the key to the SDK of an idempotent endpoint. */
  send(input: Input, call: { idempotencyKey: string }): Promise<Result>;
  /** A better sentence for some refusals, by code. */
  messages?: Readonly<Record<string, string>>;
}

/**
 * The submit button of one form. It keeps what was typed, puts each message at its field, and uses one idempotency
 * key until the form succeeds, so that a double tap or a repeated try takes effect once.
 */
export function createSubmit<Input, Result>(options: SubmitOptions<Input, Result>, notifier: Notifier) {
  const isSubmitting = ref(false);
  const fieldErrors = shallowRef<Readonly<Record<string, string>>>({});
  let idempotencyKey = newIdempotencyKey();

  /** Resolves with the answer, or null when it was refused (and the person was told) or is already running. */
  async function submit(input: Input): Promise<Result | null> {
    if (isSubmitting.value) return null;
    fieldErrors.value = options.schema ? schemaErrors(options.schema, input) : {};
    if (Object.keys(fieldErrors.value).length > 0) return null;
    isSubmitting.value = true;
    try {
      const result = await options.send(input, { idempotencyKey });
      idempotencyKey = newIdempotencyKey();
      return result;
    } catch (error) {
      showRefusal(error);
      return null;
    } finally {
      isSubmitting.value = false;
    }
  }

  function showRefusal(error: unknown): void {
    const message = isSdkError(error) ? options.messages?.[error.code] : undefined;
    if (message !== undefined) return notifier.showMessage(message);
    if (isSdkError(error) && Object.keys(error.fieldErrors).length > 0) {
      fieldErrors.value = error.fieldErrors;
      return;
    }
    notifier.showError(error);
  }

  /** Call it when a field is edited: its old message no longer holds. */
  function clearFieldError(name: string): void {
    if (!(name in fieldErrors.value)) return;
    fieldErrors.value = Object.fromEntries(Object.entries(fieldErrors.value).filter(([key]) => key !== name));
  }

  return { isSubmitting, fieldErrors, submit, clearFieldError };
}

/** The first message of each field, by dotted path; empty when the input is fine. */
export function schemaErrors(schema: v.GenericSchema<unknown>, input: unknown): Record<string, string> {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return {};
  const errors: Record<string, string> = {};
  for (const issue of parsed.issues) errors[v.getDotPath(issue) ?? ''] ??= issue.message;
  return errors;
}
