// Writes docs/reference/problems.md: every problem a caller can meet, read from the code; --check only says whether it is fresh.
import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import { type ProblemKind, statusOf } from '@capdev/service-kit/problems';

interface Problem {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly says: string;
  readonly from: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const target = `${root}docs/reference/problems.md`;

const program = productProgram();
const checker = program.getTypeChecker();
const page = await write(
  program
    .getSourceFiles()
    .filter(({ fileName }) => isProduct(fileName))
    .flatMap(problemsIn),
);
if (!process.argv.includes('--check')) {
  writeFileSync(target, page);
} else if (ts.sys.readFile(target) !== page) {
  console.error('docs/reference/problems.md is stale. Run: npm run generate');
  process.exitCode = 1;
}

function productProgram(): ts.Program {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, (path) => readFileSync(path, 'utf8'));
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram(fileNames.filter(isProduct), options);
}

function isProduct(file: string): boolean {
  return (
    /\/(apps|libs)\/[^/]+\/src\//.test(file) && !/\.(int-)?spec\.ts$/.test(file) && !file.includes('/node_modules/')
  );
}

function problemsIn(source: ts.SourceFile): Problem[] {
  const found: Problem[] = [];
  const visit = (node: ts.Node): void => {
    const parts = refusalParts(node);
    if (parts) {
      const codes = textsOf(parts.code);
      if (codes.length === 0) throw new Error(`${whereIs(node)}: the code of a problem must be readable from the code`);
      const from = relative(root, source.fileName).split('/').slice(0, 2).join('/');
      for (const code of codes) found.push({ code, kind: parts.kind, says: sentenceOf(parts.says), from });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

interface RefusalParts {
  readonly kind: ProblemKind;
  readonly code: ts.Expression;
  readonly says: ts.Expression | undefined;
}

/** Where a refusal is made: `super(…)` of one, `new DomainError(…)` or `new` of one that is given its code, a row of a table of refusals. */
function refusalParts(node: ts.Node): RefusalParts | undefined {
  if (ts.isNewExpression(node)) return partsOfNew(node);
  const made = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
  const [kind, code, says] = made ? node.arguments : ts.isArrayLiteralExpression(node) ? node.elements : [];
  if (!kind || !code || !ts.isStringLiteral(kind) || !isKind(kind.text)) return undefined;
  return isParameter(code) ? undefined : { kind: kind.text, code, says };
}

function partsOfNew(node: ts.NewExpression): RefusalParts | undefined {
  const given = node.arguments ?? [];
  if (node.expression.getText() === 'DomainError') {
    const [kind, code, says] = given;
    // A kind that is not written here comes from a table of refusals, whose rows are found by themselves.
    return kind && code && ts.isStringLiteral(kind) && isKind(kind.text) ? { kind: kind.text, code, says } : undefined;
  }
  const declaration = checker.getTypeAtLocation(node).getSymbol()?.valueDeclaration;
  const maker =
    declaration && ts.isClassDeclaration(declaration)
      ? declaration.members.find(ts.isConstructorDeclaration)
      : undefined;
  const chained = maker?.body?.statements.find(ts.isExpressionStatement)?.expression;
  if (!maker || !chained || !ts.isCallExpression(chained) || chained.expression.kind !== ts.SyntaxKind.SuperKeyword)
    return undefined;
  const [kind, code, says] = chained.arguments;
  if (!kind || !code || !ts.isStringLiteral(kind) || !isKind(kind.text) || !isParameter(code)) return undefined;
  const argumentFor = (parameter: ts.Expression | undefined): ts.Expression | undefined =>
    given[maker.parameters.findIndex(({ name }) => name.getText() === parameter?.getText())];
  const passed = argumentFor(code);
  return passed && { kind: kind.text, code: passed, says: argumentFor(says) ?? says };
}

/** A code that the maker of the refusal is given from outside, and so is read where it is made. */
function isParameter(expression: ts.Expression): boolean {
  return ts.isIdentifier(expression) && textsOf(expression).length === 0;
}

function isKind(text: string): text is ProblemKind {
  return statusOf(text as ProblemKind) !== undefined;
}

/** The texts an expression can have: a literal, or a template whose parts are unions of literals. */
function textsOf(expression: ts.Expression): string[] {
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isTemplateExpression(expression)) {
    return expression.templateSpans.reduce(
      (texts, span) =>
        texts.flatMap((text) => partsOf(span.expression).map((value) => text + value + span.literal.text)),
      [expression.head.text],
    );
  }
  const type = checker.getTypeAtLocation(expression);
  return (type.isUnion() ? type.types : [type]).flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
}

/** What can stand in a template: the literals of its type, or the name of what is put there. */
function partsOf(expression: ts.Expression): string[] {
  const texts = textsOf(expression);
  return texts.length > 0 ? texts : [`<${expression.getText()}>`];
}

/** The sentence as a reader meets it, with … where a fact stands. */
function sentenceOf(expression: ts.Expression | undefined): string {
  if (!expression) return '…';
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (ts.isTemplateExpression(expression)) {
    return expression.head.text + expression.templateSpans.map((span) => `…${span.literal.text}`).join('');
  }
  return '…';
}

function whereIs(node: ts.Node): string {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return `${relative(root, node.getSourceFile().fileName)}:${line + 1}`;
}

async function write(problems: readonly Problem[]): Promise<string> {
  const sorted = [...new Map(problems.map((problem) => [problem.code, problem])).values()].sort((a, b) =>
    a.code.localeCompare(b.code, 'en'),
  );
  const rows = sorted.map(
    ({ code, kind, says, from }) => `| \`${code}\` | ${statusOf(kind)} ${kind} | ${escape(says)} | ${from} |`,
  );
  const text = `# Problems

Generated by \`npm run generate\` from the code. Do not edit.

Every refusal is an RFC 9457 problem document (\`application/problem+json\`). Its \`type\` is \`urn:capdev:problem:\` and
the code below; act on the \`code\`, show people the \`detail\`, give operators the \`traceId\`. \`errors\` lists each fault
with a JSON pointer into the body, or the name of a parameter or header. \`internal-error\` (500) is the only one that is our fault. In a code, \`<aggregate>\` stands for course, offering, provider …

| code | status and kind | says | from |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
  return format(text, { ...(await resolveConfig(target)), parser: 'markdown' });
}

function escape(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
