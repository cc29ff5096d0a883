import { agreementAdminContract } from '../agreement/agreement.contract';
import { auditAdminContract } from '../audit/audit.contract';
import { bannerAdminContract } from '../banner/banner.contract';
import { documentContract } from '../document/document.contract';
import { carrierAdminContract } from '../express/carrier.contract';
import { feedbackAdminContract } from '../feedback/feedback.contract';
import { adminUserContract } from '../identity/admin-user.contract';
import { adminAuthContract, adminSessionContract } from '../identity/identity.contract';
import { libraryAdminContract } from '../media/library.contract';
import { mediaAdminContract } from '../media/media.contract';
import { freightAdminContract } from '../order/freight.contract';
import { settingsAdminContract } from '../settings/settings.contract';

/** What the back office may call about itself: its people, settings and texts. The other half of `adminContracts`. */
export const adminSystemContracts = {
  auth: adminAuthContract,
  session: adminSessionContract,
  adminUser: adminUserContract,
  document: documentContract,
  audit: auditAdminContract,
  settings: settingsAdminContract,
  agreement: agreementAdminContract,
  media: mediaAdminContract,
  library: libraryAdminContract,
  banner: bannerAdminContract,
  freight: freightAdminContract,
  carrier: carrierAdminContract,
  feedback: feedbackAdminContract,
};
