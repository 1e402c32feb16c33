/** Requests that somebody else decides: extensions, stand-ins. */
export type RequestChange = never;
