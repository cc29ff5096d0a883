import type { ErrorDetails } from '@lakeside/shared/kernel/app-error';
import { errorMessage, isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { createSubmit, schemaErrors } from '@lakeside/shared/ui/create-submit';
import * as v from 'valibot';
import { shallowRef, watch } from 'vue';

/** Why the server refused a form, for the panel above its fields. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details: ErrorDetails;
}

interface FormOptions<Schema extends v.GenericSchema, Result> {
  /** What the fields must satisfy, mostly the endpoint's own body schema. */
  schema: Schema;
  send(body: v.InferOutput<Schema>, call: { idempotencyKey: string }): Promise<Result>;
  /** What stands in the fields now: a message goes away as soon as its field is right. */
  input?: () => unknown;
}

/**
 * One form in a dialog or on a page: messages at the fields, other refusals in a panel, nothing typed is lost, and one
 * idempotency key until it succeeds.
 */
export function useForm<Schema extends v.GenericSchema, Result>(options: FormOptions<Schema, Result>) {
  const refusal = shallowRef<Refusal | null>(null);
  const form = createSubmit<unknown, Result>(
    {
      schema: options.schema,
      send: (input, call) => options.send(v.parse(options.schema, input), call),
    },
    {
      showError: (error) => {
        refusal.value = {
          code: isSdkError(error) ? error.code : 'UNKNOWN',
          message: errorMessage(error),
          details: isSdkError(error) ? error.details : {},
        };
      },
      showMessage: (message) => {
        refusal.value = { code: 'MESSAGE', message, details: {} };
      },
    },
  );

  const { input } = options;
  if (input)
    watch(
      () => JSON.stringify(input()),
      () => {
        const shown = Object.entries(form.fieldErrors.value);
        if (shown.length === 0) return;
        const wrong = schemaErrors(options.schema, input());
        form.fieldErrors.value = Object.fromEntries(shown.filter(([name]) => name in wrong));
      },
    );

  /** Resolves with the answer, or null when it was refused and the form says why. */
  function submit(body: unknown): Promise<Result | null> {
    refusal.value = null;
    return form.submit(body);
  }

  return { ...form, submit, refusal };
}

/** A choice in a select box: its text value, required. */
export function chosenId(message: string) {
  return v.pipe(v.string(message), v.regex(/^\d+$/, message), v.transform(Number));
}

/** A choice that may be left open: empty text becomes null. */
export const optionalChosenId = v.pipe(
  v.nullish(v.string(), ''),
  v.transform((text) => (text === '' ? null : Number(text))),
);
