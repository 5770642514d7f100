import { useTranslation } from 'react-i18next';
import type { TableSource } from '#shared/contract/table-file.ts';

/** How a file was read, in words: the separator of a CSV file, or which sheet of a workbook, and that the others were not. */
export function useTableSource(): (source: TableSource) => string {
  const { t, i18n } = useTranslation();
  return (source) => {
    if (source.kind === 'csv') {
      return t('tableFile.csv', { encoding: source.encoding, separator: t(`tableFile.separator.${source.separator}`) });
    }
    const { sheet, otherSheets } = source;
    if (otherSheets.length === 0) return t('tableFile.sheet', { sheet });
    const others = new Intl.ListFormat(i18n.language).format(otherSheets.slice(0, 5).map((name) => t('quoted', { text: name })));
    return t(otherSheets.length > 5 ? 'tableFile.sheetOfMany' : 'tableFile.sheetOf', {
      sheet,
      others,
      count: otherSheets.length - 5,
    });
  };
}
