import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type ISectionOptions,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { HealthStatus } from '../reports/report-content.js';
import { type Rendered, viewOf } from './report-view.js';
import { isRightToLeft, type Line, pieces, type Speech } from './speech.js';
import type { Block, Cell, Column, Section, Table as ViewTable } from './view.js';
import { withoutTimes } from './zip-times.js';

/** Fonts that the usual programs have, for each kind of writing; `cs` is what right-to-left text is set in. */
const font = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial', eastAsia: 'SimSun' };
const languageTags = { ar: 'ar-SA', zh: 'zh-CN', en: 'en-GB', fr: 'fr-FR', ru: 'ru-RU', es: 'es-ES' } as const;
const shapes: Readonly<Record<HealthStatus, string>> = { green: '●', amber: '▲', red: '■' };

/**
 * A report as a Word document. The same report makes the same bytes: what the library takes from the clock is put to the
 * time of the report.
 *
 * @param at when what is rendered was last changed
 */
export async function reportDocument(report: Rendered, speech: Speech, at: string): Promise<Buffer> {
  const view = viewOf(report, speech);
  const writer = new Writer(speech);
  const head = [
    writer.paragraph([view.title], { heading: HeadingLevel.TITLE }),
    ...view.about.map((line) => writer.paragraph([line])),
    ...(view.draft === null ? [] : [writer.paragraph([{ text: view.draft }], {}, { bold: true })]),
  ];
  const sections: ISectionOptions[] = [];
  let upright: (Paragraph | Table)[] = head;
  const close = () => {
    if (upright.length > 0) sections.push(writer.section(upright, false, view.hash));
    upright = [];
  };
  for (const section of view.sections) {
    if (section.wide === true) {
      close();
      sections.push(writer.section(writer.content(section), true, view.hash));
    } else {
      upright.push(...writer.content(section));
    }
  }
  upright.push(...view.footer.map((line) => writer.paragraph([line])));
  close();
  const document = new Document({
    title: plain(view.title),
    creator: 'Roadmap tracking',
    lastModifiedBy: 'Roadmap tracking',
    styles: { default: { document: { run: { font, size: 20, language: writer.language } } } },
    sections,
  });
  const core = coreProperties(plain(view.title), speech.language, at);
  const packed = await Packer.toBuffer(document, false, [{ path: 'docProps/core.xml', data: core }]);
  return withoutTimes(packed);
}

const plain = ({ text }: Line): string => text.replace(/[\u2068\u2069]/g, '');

const xmlEscaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function coreProperties(title: string, language: string, at: string): string {
  const moment = `xsi:type="dcterms:W3CDTF">${at.slice(0, 19)}Z<`;
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${xmlEscaped(title)}</dc:title><dc:language>${language}</dc:language><dc:creator>Roadmap tracking</dc:creator>` +
    `<dcterms:created ${moment}/dcterms:created><dcterms:modified ${moment}/dcterms:modified></cp:coreProperties>`
  );
}

interface Emphasis {
  readonly bold?: boolean;
  readonly small?: boolean;
}

/** Writes what a view says in the words of the library, in one direction. */
class Writer {
  private readonly rightToLeft: boolean;
  readonly language: { value: string; eastAsia: string; bidirectional: string };

  constructor(private readonly speech: Speech) {
    this.rightToLeft = speech.direction === 'rtl';
    const tag = languageTags[speech.language];
    this.language = { value: tag, eastAsia: 'zh-CN', bidirectional: 'ar-SA' };
  }

  section(children: (Paragraph | Table)[], wide: boolean, hash: string | null): ISectionOptions {
    const margin = { top: 900, bottom: 900, left: 850, right: 850 };
    const { page } = this.speech.words.sentences;
    const [before = '', between = '', after = ''] = page({ page: '\u0000', pages: '\u0000' }).split('\u0000');
    const run = (child: string) => new TextRun({ children: [child], size: 14, rightToLeft: this.rightToLeft, font });
    const numbers = [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after].map(run);
    const digest = hash === null ? [] : [new TextRun({ text: `SHA-256 ${hash}   `, size: 14, font })];
    const foot = new Paragraph({ bidirectional: this.rightToLeft, children: [...digest, ...numbers] });
    return {
      properties: {
        page: {
          margin,
          size: {
            width: 11_906,
            height: 16_838,
            orientation: wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
          },
        },
      },
      footers: { default: new Footer({ children: [foot] }) },
      children,
    };
  }

  content({ heading, blocks }: Section): (Paragraph | Table)[] {
    const title = this.paragraph([{ text: heading }], { heading: HeadingLevel.HEADING_1 });
    return [title, ...blocks.flatMap((block) => this.block(block))];
  }

  paragraph(lines: readonly Line[], options: IParagraphOptions = {}, emphasis: Emphasis = {}): Paragraph {
    const children = lines.flatMap((line, place) => this.runs(line, place > 0, emphasis));
    return new Paragraph({ ...options, bidirectional: this.rightToLeft, children });
  }

  private block(block: Block): (Paragraph | Table)[] {
    switch (block.kind) {
      case 'table':
        return this.table(block);
      case 'list':
        return block.items.map((item) => this.paragraph([item], { bullet: { level: 0 } }));
      case 'note':
        return [this.paragraph([block.line])];
      case 'chart':
        return []; // its facts are in the table that follows
    }
  }

  private table({ caption, columns, rows, totalsFrom = rows.length }: ViewTable): (Paragraph | Table)[] {
    const widths = columns.reduce((sum, { width }) => sum + width, 0);
    const share = (width: number) => ({ size: (100 * width) / widths, type: WidthType.PERCENTAGE });
    const head = new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: columns.map(
        ({ label, width }) =>
          new TableCell({
            width: share(width),
            shading: { fill: 'EEF2F6' },
            children: [this.paragraph([{ text: label }], {}, { bold: true, small: true })],
          }),
      ),
    });
    const body = rows.map(
      (cells, place) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (cell, column) =>
              new TableCell({
                width: share(columns[column]!.width),
                children: [this.inCell(cell, columns[column]!, place >= totalsFrom)],
              }),
          ),
        }),
    );
    const table = new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      visuallyRightToLeft: this.rightToLeft,
      rows: [head, ...body],
    });
    return [
      this.paragraph([{ text: caption }], { heading: HeadingLevel.HEADING_2, keepNext: true }),
      table,
      new Paragraph({}),
    ];
  }

  private inCell({ lines, status }: Cell, { kind }: Column, bold: boolean): Paragraph {
    const [first, ...more] = lines;
    const shown =
      first === undefined || status === undefined
        ? lines
        : [{ ...first, text: `${shapes[status]} ${first.text}` }, ...more];
    return this.paragraph(shown, kind === 'number' ? { alignment: AlignmentType.END } : {}, { bold, small: true });
  }

  /** Runs of one direction each: what stands isolated in a line has its own. */
  private runs({ text, language }: Line, broken: boolean, { bold = false, small = false }: Emphasis): TextRun[] {
    return pieces(text).map((piece, place) => {
      const foreign = piece.isolated || language !== undefined;
      const rightToLeft = foreign ? isRightToLeft(piece.text) : this.rightToLeft;
      return new TextRun({
        text: piece.text,
        rightToLeft,
        bold,
        boldComplexScript: bold,
        font,
        ...(small && { size: 17, sizeComplexScript: 17 }),
        ...(broken && place === 0 && { break: 1 }),
        ...(language !== undefined && { language: { value: language, bidirectional: language } }),
      });
    });
  }
}
