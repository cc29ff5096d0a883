import { describe, expect, it } from 'vitest';
import { findWriteChannel } from './write-channel';

const characteristic = (serviceId: string, characteristicId: string, isWritable = true) => ({
  serviceId,
  characteristicId,
  isWritable,
});

describe('finding where to write', () => {
  it('prefers the print service of common printers, in long or short form', () => {
    const print = characteristic('FF00', 'FF02');
    const others = [
      characteristic('1801', '2A05'),
      characteristic('E7810A71-73AE-499D-8C15-FAA9AEF0C3F2', 'BEF8D6C9'),
    ];

    expect(findWriteChannel([...others, print])).toBe(print);
  });

  it('takes the first writable characteristic of an unknown printer, never one for its name or battery', () => {
    const name = characteristic(
      '00001800-0000-1000-8000-00805F9B34FB',
      '00002A00-0000-1000-8000-00805F9B34FB',
    );
    const unknown = characteristic(
      'E7810A71-73AE-499D-8C15-FAA9AEF0C3F2',
      'BEF8D6C9-9C21-4C9E-B632-BD58C1009F9F',
    );

    expect(findWriteChannel([name, characteristic('FF00', 'FF01', false), unknown])).toBe(unknown);
    expect(findWriteChannel([name])).toBeNull();
  });
});
