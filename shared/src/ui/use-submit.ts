import { createSubmit, type SubmitOptions } from './create-submit';
import { showError, showToast } from './feedback';

/** The submit button of one form in a phone app; see `createSubmit`. */
export function useSubmit<Input, Result>(options: SubmitOptions<Input, Result>) {
  return createSubmit(options, { showError, showMessage: showToast });
}
