/**
 * Reads many rows in batches by ascending id, each batch beginning behind the last row of the one before, so that memory stays
 * flat and no page is counted off. `read` answers up to `size` rows with an id above `after`, in the order of their ids.
 */
export async function* rowsById<Row extends { readonly id: number }>(
  size: number,
  read: (after: number) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  let after = 0;
  for (;;) {
    const rows = await read(after);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < size) return;
    after = last.id;
  }
}
