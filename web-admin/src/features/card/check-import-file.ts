const maxBytes = 20 * 1024 * 1024;

/** What is wrong with a file before it is sent; empty when it may go. The server reads the bytes and decides. */
export function checkImportFile(file: { name: string; size: number }): string {
  if (!/\.xlsx$/i.test(file.name)) return '只支持 .xlsx 文件，请用模板填写';
  if (file.size === 0) return '文件是空的';
  if (file.size > maxBytes) return '文件不能超过 20 MB，请分几次导入';
  return '';
}
