import { noteTap } from '../gesture';
import { refuses } from '../phone';
import { addCall, addProblem } from '../report';
import { listenToPress } from '../screen/dom';
import { ApiFailure } from '../wx/api-failure';
import { pickPictures } from '../wx/person';
import { ensurePrivacy, pressPrivacyButton } from '../wx/privacy';
import { fireOn, propertiesOf, type BuiltIn, type Mounted } from './built-in';

/** What a button's `open-type` does; the event it fires when it is done. */
const openTypes: Readonly<Record<string, (element: Mounted, share: () => void) => Promise<void> | void>> = {
  getPhoneNumber: giveNumber('getPhoneNumber', 'getphonenumber'),
  getRealtimePhoneNumber: giveNumber('getRealtimePhoneNumber', 'getrealtimephonenumber'),
  agreePrivacyAuthorization({ host, fire }) {
    pressPrivacyButton(host.__wxElement?.id ?? '');
    fire('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' });
  },
  async chooseAvatar({ fire }) {
    try {
      await ensurePrivacy('chooseAvatar');
      const [picture] = await pickPictures(1);
      if (picture) fire('chooseavatar', { avatarUrl: picture.path });
    } catch (error) {
      // WeChat fires nothing when the person closes its sheet or has not agreed.
      if (!(error instanceof ApiFailure)) throw error;
    }
  },
  openSetting: ({ fire }) => fire('opensetting', { errMsg: 'openSetting:ok', authSetting: {} }),
  contact: ({ fire }) => fire('contact', { path: '', query: {} }),
  feedback: () => undefined,
  share: (_element, share) => share(),
};

let lastCode = 0;

function giveNumber(name: string, event: string) {
  return async ({ fire }: Mounted) => {
    try {
      await ensurePrivacy(name);
    } catch {
      fire(event, { errMsg: `${name}:fail privacy permission is not authorized`, errno: 104 });
      return;
    }
    if (refuses('phoneNumber')) fire(event, { errMsg: `${name}:fail user deny`, errno: 103 });
    else fire(event, { errMsg: `${name}:ok`, code: `phone-code-${++lastCode}` });
  };
}

export function buttonBuiltIn(onShare: (dataset: object, host: Element) => void): BuiltIn {
  return {
    properties: {
      openType: String,
      disabled: Boolean,
      loading: Boolean,
      type: String,
      size: String,
      formType: String,
      plain: Boolean,
      hoverClass: String,
      hoverStartTime: Number,
      hoverStayTime: Number,
      lang: String,
    },
    mount(element) {
      const { host, data } = element;
      listenToPress(host, () => {
        const { openType, disabled, formType } = data();
        if (disabled === true) return;
        if (formType === 'submit' || formType === 'reset') endForm(host, formType);
        for (const type of String(openType ?? '')
          .split('|')
          .filter(Boolean))
          open(type, element, onShare);
      });
      return ({ disabled }) => host.toggleAttribute('disabled', disabled === true);
    },
  };
}

function open(type: string, element: Mounted, onShare: (dataset: object, host: Element) => void): void {
  const act = openTypes[type];
  if (!act) {
    addProblem('template', `<button> has no open-type "${type}"`);
    return;
  }
  addCall(`button.${type}`, []);
  noteTap();
  void act(element, () => onShare({ ...element.host.__wxElement?.dataset }, element.host));
}

function endForm(button: Element, type: 'submit' | 'reset'): void {
  const form = button.closest('wx-form');
  if (!form) return;
  if (type === 'reset') fireOn(form, 'reset', {});
  else fireOn(form, 'submit', { value: formValues(form) });
}

function formValues(form: Element): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of form.querySelectorAll('wx-input, wx-textarea, wx-switch, wx-slider, wx-picker')) {
    const { name, value } = propertiesOf(field);
    if (typeof name !== 'string' || name === '') continue;
    const box = field.querySelector<HTMLInputElement>('input, textarea');
    values[name] = box ? (box.type === 'checkbox' ? box.checked : box.value) : value;
  }
  return values;
}
