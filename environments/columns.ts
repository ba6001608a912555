/** A line for each row; the cells of a column start at the same place. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const pad = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column]!));
  return rows.map((row) => pad(row).join('  ').trimEnd());
}
