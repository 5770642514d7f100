import { inflateSync } from 'node:zlib';

/** What can be told of a PDF without a reader: enough to know that it is one, whole, and of which page. */
export interface PdfFacts {
  readonly isWhole: boolean;
  readonly title: string | null;
  readonly pages: number;
  /** of the first page, in points */
  readonly size: readonly [number, number] | null;
  /** names of the headings, from the outline or the tags; and all else that is stored as text */
  readonly bytes: number;
}

/** Reads the bytes of a PDF as Chromium writes it. */
export function pdfFacts(pdf: Buffer): PdfFacts {
  const text = whole(pdf);
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text);
  return {
    isWhole: text.startsWith('%PDF-1.') && text.trimEnd().endsWith('%%EOF'),
    title: /\/Title \(((?:[^()\\]|\\.)*)\)/.exec(text)?.[1] ?? null,
    pages: text.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0,
    size: box === null ? null : [Number(box[1]), Number(box[2])],
    bytes: pdf.length,
  };
}

/** Objects may lie in compressed streams; those that are text are put in their place. */
function whole(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  return raw.replaceAll(/\/Type \/ObjStm[\s\S]*?stream\r?\n([\s\S]*?)\r?\nendstream/g, (all, stream: string) => {
    return `${all}\n${inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')}\n`;
  });
}
