/** One field that differs between two versions of a record; null text = it was not there. */
export interface FieldChange {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

type AuditRecord = Readonly<Record<string, unknown>>;

/** The fields that differ, nested ones by dotted path, in the order they first appear. */
export function diffRecords(before: AuditRecord | null, after: AuditRecord | null): FieldChange[] {
  const left = flatten(before ?? {});
  const right = flatten(after ?? {});
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((name) => ({ name, before: left.get(name) ?? null, after: right.get(name) ?? null }))
    .filter((change) => change.before !== change.after);
}

function flatten(record: AuditRecord, prefix = ''): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [key, value] of Object.entries(record)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (isRecord(value)) for (const [inner, text] of flatten(value, name)) fields.set(inner, text);
    else fields.set(name, typeof value === 'string' ? value : JSON.stringify(value ?? null));
  }
  return fields;
}

function isRecord(value: unknown): value is AuditRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
