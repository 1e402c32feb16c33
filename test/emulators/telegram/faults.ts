import { type BrokenAnswer, brokenAnswers } from '../faults.ts';

/** What the server does instead of answering well. */
export type Fault =
  | BrokenAnswer
  /** Telegram's own refusal, as JSON. */
  | { readonly kind: 'refuse'; readonly status: number; readonly description: string; readonly parameters?: object };

const forbidden = (description: string): Fault => ({
  kind: 'refuse',
  status: 403,
  description: `Forbidden: ${description}`,
});
const badRequest = (description: string, parameters?: object): Fault => ({
  kind: 'refuse',
  status: 400,
  description: `Bad Request: ${description}`,
  ...(parameters === undefined ? {} : { parameters }),
});

/** The faults that tests speak of, by name. */
export const faults = {
  ...brokenAnswers,
  forbidden,
  badRequest,
  blocked: forbidden('bot was blocked by the user'),
  deactivated: forbidden('user is deactivated'),
  neverStarted: forbidden("bot can't initiate conversation with a user"),
  kicked: forbidden('bot was kicked from the supergroup chat'),
  notMember: forbidden('bot is not a member of the supergroup chat'),
  chatNotFound: badRequest('chat not found'),
  peerInvalid: badRequest('PEER_ID_INVALID'),
  groupDeactivated: badRequest('group chat was deactivated'),
  migrated: (to: number) => badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: to }),
  unauthorized: { kind: 'refuse', status: 401, description: 'Unauthorized' },
  notFound: { kind: 'refuse', status: 404, description: 'Not Found' },
  secondPoller: {
    kind: 'refuse',
    status: 409,
    description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  },
  tooMany: (seconds: number): Fault => ({
    kind: 'refuse',
    status: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  }),
} as const satisfies Record<string, Fault | ((...args: never[]) => Fault)>;
