import type { L1Subtype } from '@lakeside/shared/channel/channel.status';
import type { ChannelView } from '@lakeside/shared/channel/channel.contract';

/** The channel form as typed: every field text but the rate. */
export interface ChannelModel {
  /** Empty until chosen, and for channels below level 1. */
  l1Subtype: '' | L1Subtype;
  name: string;
  contactName: string;
  phone: string;
  businessMode: 'dealer' | 'distributor';
  rateBp: number | null;
  salespersonId: string;
  address: { province: string; city: string; district: string; detail: string };
  latitude: string;
  longitude: string;
}

export function fillChannelModel(channel: ChannelView | null): ChannelModel {
  return {
    l1Subtype: channel?.l1Subtype ?? '',
    name: channel?.name ?? '',
    contactName: channel?.contactName ?? '',
    phone: channel?.phone ?? '',
    businessMode: channel?.businessMode ?? 'dealer',
    rateBp: channel?.rateBp ?? null,
    salespersonId: channel?.salesperson ? String(channel.salesperson.id) : '',
    address: channel?.address ?? { province: '', city: '', district: '', detail: '' },
    latitude: channel?.location ? String(channel.location.latitude) : '',
    longitude: channel?.location ? String(channel.location.longitude) : '',
  };
}

/** The form as the endpoints take it. Text that is no number goes on as NaN, which the schema refuses at its field. */
export function toChannelInput(model: ChannelModel, hasPlace: boolean): unknown {
  const { latitude, longitude, address, l1Subtype, ...details } = model;
  const hasLocation = hasPlace && (latitude.trim() !== '' || longitude.trim() !== '');
  return {
    ...details,
    l1Subtype: l1Subtype === '' ? null : l1Subtype,
    address: hasPlace ? address : null,
    location: hasLocation ? { latitude: toDegrees(latitude), longitude: toDegrees(longitude) } : null,
  };
}

function toDegrees(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
