/** The parts of Jest's JSON report that count. */
export interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  success: boolean;
}

/** The last line of a test run, and whether the run was good. */
export function summarise(report: JestReport | undefined): { line: string; good: boolean } {
  const passed = report?.numPassedTests ?? 0;
  // A suite that could not run has no failed test of its own, and still it failed. So has a run without a report.
  const failed = report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 1;
  return { line: `${passed} passed, ${failed} failed`, good: report?.success === true && failed === 0 && passed > 0 };
}
