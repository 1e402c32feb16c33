import type { ChatAddress } from './people.ts';

/** A conversation that waits for its next answer; one a chat. */
export interface Draft {
  readonly officerId: number;
  /** The command's stable name. */
  readonly command: string;
  /** The message after which it was asked: buttons of older questions carry another one. */
  readonly revision: number;
  /** JSON, known to the command alone. */
  readonly state: unknown;
  readonly askedAt: number;
  readonly expiresAt: number;
}

export type DraftEffect =
  | { readonly kind: 'keep-draft'; readonly chat: ChatAddress; readonly draft: Draft }
  | { readonly kind: 'drop-draft'; readonly chat: ChatAddress };

export interface DraftStore {
  /** The chat's unfinished conversation, also one that has expired. */
  draft(chat: ChatAddress): Promise<Draft | null>;
  /** Forgets what expired before `before`; returns how many. */
  forgetDrafts(before: number): Promise<number>;
}
