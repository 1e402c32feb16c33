/** The reason of links that belong to an account which the channel has no more. */
export const ACCOUNT_CHANGED = 'account-changed';
