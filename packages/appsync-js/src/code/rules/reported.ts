/** The threads that say what AppSync makes of code; nobody here can ask it. A message names the one that it rests on. */
export const reported = {
  /** Logical assignment. */
  logicalAssignment: 'aws-appsync-community#353',
  /** A variable that gets an object of another shape. */
  shape: 'aws-appsync-community#279',
  /** A property that a destructured parameter wants, and a call leaves out. */
  leftOut: 'aws-appsync-community#324',
  /** A default in destructuring. */
  defaults: 'aws-appsync-community#301',
  /** `a ?? f()` calls f always. */
  coalescing: 'aws-appsync-community#403',
  /** `return s += x` gives "". */
  assignmentAsValue: 'amplify-category-api#3192',
  /** runtime.earlyReturn without a value. */
  earlyReturn: 'aws-appsync-community#280',
} as const;

/** What AWS documents of the language; what is not there is refused. */
export const documentedAt = 'docs.aws.amazon.com/appsync/latest/devguide/supported-features.html';

/** What is said of a built-in function, `util.error`, that is not called where it is named. */
export const notCalled = (name: string): string =>
  `${name} is not called here: functions are no values in APPSYNC_JS (${documentedAt}). Call it by this name.`;
