import type { GattCharacteristic } from './bluetooth-port';

/** Print services of common label printers and the characteristic they take data on, as beginnings of their UUIDs. */
const knownPrintChannels = [
  { service: '000018f0', characteristic: '00002af1' },
  { service: '49535343-fe7d', characteristic: '49535343-8841' },
  { service: '0000ff00', characteristic: '0000ff02' },
  { service: '0000ffe0', characteristic: '0000ffe1' },
];

/** Services every device has for its name, its attributes, its maker and its battery: writing there prints nothing. */
const housekeepingServices = ['00001800', '00001801', '0000180a', '0000180f'];

/** The characteristic print data goes to: that of a known print service, else the first writable one; null when there is none. */
export function findWriteChannel(characteristics: readonly GattCharacteristic[]): GattCharacteristic | null {
  const candidates = characteristics.filter(
    ({ isWritable, serviceId }) =>
      isWritable && !housekeepingServices.some((prefix) => longUuid(serviceId).startsWith(prefix)),
  );
  for (const known of knownPrintChannels) {
    const match = candidates.find(
      ({ serviceId, characteristicId }) =>
        longUuid(serviceId).startsWith(known.service) &&
        longUuid(characteristicId).startsWith(known.characteristic),
    );
    if (match) return match;
  }
  return candidates[0] ?? null;
}

/** Phones write the standard UUIDs in long or in four-digit form, in either case. */
function longUuid(uuid: string): string {
  const lower = uuid.toLowerCase();
  return lower.length === 4 ? `0000${lower}` : lower;
}
