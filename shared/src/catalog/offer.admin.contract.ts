import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint, type EndpointDefinition } from '../kernel/endpoint';
import { okSchema } from '../kernel/schemas';
import { shelfStatusSchema } from './catalog.contract';
import { catalogErrors } from './catalog.errors';
import { offerRefSchema } from './offer-kind';

const edit = {
  audience: 'admin',
  permission: AdminPermission.catalogEdit,
  params: offerRefSchema,
  response: okSchema,
  errors: catalogErrors,
} as const satisfies Partial<EndpointDefinition>;

/** What the back office does with an offer of any kind. */
export const offerAdminContract = {
  setOfferShelf: endpoint({
    ...edit,
    method: 'PUT',
    path: '/api/admin/offers/:kind/:id/shelf',
    body: v.object({ status: shelfStatusSchema }),
    summary: 'Puts an offer on the shelf or takes it off (AD-170, AD-187).',
  }),
  setOfferRecommended: endpoint({
    ...edit,
    method: 'PUT',
    path: '/api/admin/offers/:kind/:id/recommended',
    body: v.object({ isRecommended: v.boolean() }),
    summary: 'Recommends an offer in the shop, or no longer (AD-171).',
  }),
  binOffer: endpoint({
    ...edit,
    method: 'DELETE',
    path: '/api/admin/offers/:kind/:id',
    summary: 'Takes an offer off the shelf and into the recycle bin; what points to it stays good (AD-172).',
  }),
  restoreOffer: endpoint({
    ...edit,
    method: 'POST',
    path: '/api/admin/offers/:kind/:id/restore',
    summary: 'Takes an offer out of the recycle bin; it stays off the shelf (AD-173).',
  }),
};
