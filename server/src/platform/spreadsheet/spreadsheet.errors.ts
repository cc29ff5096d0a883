import { defineErrors, errorFactory } from '@lakeside/shared/kernel/app-error';

export const spreadsheetErrors = defineErrors({
  SPREADSHEET_UNREADABLE: { status: 422, message: '文件不是完整的 Excel 表格（.xlsx），请重新导出后再试' },
  SPREADSHEET_ENCRYPTED: { status: 422, message: '表格设有密码，请去掉密码后再试' },
  SPREADSHEET_TOO_LARGE: { status: 413, message: '表格超过 {maxRows} 行，请分成几个文件' },
});

export const spreadsheetError = errorFactory(spreadsheetErrors);
