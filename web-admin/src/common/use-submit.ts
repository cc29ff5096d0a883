import { createSubmit, type SubmitOptions } from '@lakeside/shared/ui/create-submit';
import { showError, showMessage } from './feedback';

/** The submit button of one form in the back office; see `createSubmit`. */
export function useSubmit<Input, Result>(options: SubmitOptions<Input, Result>) {
  return createSubmit(options, { showError, showMessage });
}
