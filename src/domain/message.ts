/** A chat message that the bot wants to send, free of any platform. Plain text: nothing is ever parsed as markup. */
export interface Message {
  readonly text: string;
  /** Rows of buttons. Channels without buttons ignore them: the text always says what can be typed instead. */
  readonly buttons?: readonly (readonly Button[])[];
  /** The platform's id of the message that this one answers, as an earlier `Inbound` or `sent` outcome gave it. */
  readonly replyTo?: string;
  /** Shown above the text where the channel can. */
  readonly picture?: Picture;
}

/** A PNG. */
export interface Picture {
  readonly base64: string;
}

export interface Button {
  readonly label: string;
  /** Comes back as `Inbound` content `button`; at most 48 ASCII characters, so that every platform can carry it. */
  readonly data: string;
}

/** One raw update from a platform, reduced to what the office can mean by it. */
export interface Inbound {
  /** Unique within (channel, account): a platform that repeats an update repeats this id. */
  readonly externalId: string;
  readonly chatId: string;
  readonly chatKind: 'private' | 'group';
  /** Who wrote it, as the platform names people; missing where that is the chat itself. */
  readonly author?: string;
  /** When the platform says it was written, epoch milliseconds. */
  readonly at: number;
  readonly content: InboundContent;
}

export type InboundContent =
  /**
   * Typed text; `messageId` is the platform's id of this message, `quotes` that of the message it replies to. `attached`:
   * it is the caption of that.
   */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly messageId: string;
      readonly quotes?: string;
      readonly attached?: Attachment;
    }
  /** A pressed button of the bot's message `messageId`. */
  | { readonly kind: 'button'; readonly data: string; readonly messageId: string }
  /** A reaction put on message `messageId`; reactions taken back are not reported. */
  | { readonly kind: 'reaction'; readonly emoji: string; readonly messageId: string }
  /** A message that was changed afterwards. */
  | { readonly kind: 'edited'; readonly text: string; readonly messageId: string }
  /** A message that its author took back. */
  | { readonly kind: 'deleted'; readonly messageId: string }
  /** The bot was put into the group, or taken out of it. */
  | { readonly kind: 'membership'; readonly member: boolean }
  /** Somebody asks to be the account's friend, perhaps with a few words. */
  | { readonly kind: 'friend-request'; readonly text: string }
  /** Stickers, pictures, voice and the like: something was said that cannot be read. */
  | ({ readonly kind: 'unreadable'; readonly messageId: string; readonly quotes?: string } & Attachment);

/**
 * `what`: «photo», «document», «sticker» … `file` is how the platform finds a picture or document again: an address, or
 * an id of its own.
 */
export interface Attachment {
  readonly what: string;
  readonly file?: string;
}

/** What became of one send. */
export type SendOutcome =
  /** The platform has it; `externalId` names the message from now on. */
  | { readonly kind: 'sent'; readonly externalId: string }
  /** Nothing went out; try again, not before `afterMs` from now where that is given. */
  | { readonly kind: 'retry'; readonly afterMs?: number; readonly reason: string }
  /** Permanent for this chat: blocked, gone, never started. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It may have gone out: the connection broke after the request had left. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** The account itself cannot send (revoked token, locked out). Nothing went out and no attempt is counted. */
  | { readonly kind: 'stopped'; readonly reason: string };
