import { agreementPublicContract } from '../agreement/agreement.contract';
import { crmSalesContract, salesAuthContract } from '../crm/crm.contract';
import { salesSessionContract, smsContract } from '../identity/identity.contract';

/** What the sales app may call, grouped the way its SDK is: `sdk.card.…`. */
export const salesContracts = {
  sms: smsContract,
  auth: salesAuthContract,
  session: salesSessionContract,
  crm: crmSalesContract,
  agreement: agreementPublicContract,
};
