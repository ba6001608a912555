/** Whether an account is what the project comes with: twelve times one digit. */
export const isPlaceholder = (account: string): boolean => new Set(account).size === 1;
