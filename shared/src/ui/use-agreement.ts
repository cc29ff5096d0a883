import { onLoad, onPullDownRefresh } from '@dcloudio/uni-app';
import type { AgreementView } from '../agreement/agreement.contract';
import { AgreementKind, agreementKindName, agreementKindOf } from '../agreement/agreement.kind';
import { textOption } from './page-options';
import { useDetail } from './use-detail';

/** The page of one agreement: `kind` of its address says which, without one the service agreement (AD-342). */
export function useAgreement(load: (kind: AgreementKind) => Promise<AgreementView>) {
  let kind: AgreementKind = AgreementKind.service;
  const detail = useDetail(() => load(kind));

  onLoad((options) => {
    kind = agreementKindOf(textOption(options, 'kind')) ?? AgreementKind.service;
    uni.setNavigationBarTitle({ title: agreementKindName[kind] });
    void detail.reload();
  });
  onPullDownRefresh(async () => {
    await detail.reload();
    uni.stopPullDownRefresh();
  });

  return detail;
}
