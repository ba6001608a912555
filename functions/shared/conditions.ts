/**
 * DynamoDB conditions from named parts: `allOf(exists, notExpired, anyOf(idle, abandoned))`. DynamoDB itself joins
 * with AND before OR: an alternative among what has to hold gets brackets, the rest needs none.
 */
export function allOf(...conditions: string[]): string {
  return conditions.map((condition) => (condition.includes(' OR ') ? `(${condition})` : condition)).join(' AND ');
}

export function anyOf(...conditions: string[]): string {
  return conditions.join(' OR ');
}

/**
 * Sends a conditional write.
 *
 * @returns undefined when DynamoDB refused it because the condition does not hold: an expected outcome here, not an error
 */
export async function unlessRefused<Output>(write: Promise<Output>): Promise<Output | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return undefined;
    throw error;
  }
}
