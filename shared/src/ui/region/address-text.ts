interface Place {
  province: string;
  city: string;
  district: string;
  detail: string;
}

/** `江苏省苏州市工业园区星湖街 328 号`; a municipality, which is province and city at once, is named once. */
export function addressText(place: Place): string {
  return `${regionText(place, '')}${place.detail}`;
}

/** Province, city and district, joined by `separator`. */
export function regionText(place: Omit<Place, 'detail'>, separator: string): string {
  const names = place.province === place.city ? [place.city] : [place.province, place.city];
  return [...names, place.district].filter((name) => name !== '').join(separator);
}

/** `138****0415`. */
export function maskPhone(phone: string): string {
  return phone.replace(/^(\d{3})\d{4}(\d{4})$/, '$1****$2');
}
