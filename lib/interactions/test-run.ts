/** The module tag of questions that a test run asked, so that exports and figures can leave them out. */
export const TEST_RUN = "test-run";
