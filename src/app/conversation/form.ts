import { fold } from '../../domain/fold.ts';
import type { Button } from '../../domain/message.ts';
import {
  changedMeanwhileText,
  chooseAgainText,
  consentHint,
  correctableText,
  numberedChoices,
  savedNothingText,
} from '../../text/conversation.ts';
import type { Effect } from '../store.ts';
import type { Call, ChatCommand, CommandHelp, Right, Turn } from './command.ts';
import { over, say } from './command.ts';
import { isReference } from './find.ts';

/** One of several readings, offered with a number. `value` is JSON. */
export interface Choice {
  readonly label: string;
  readonly value: unknown;
}

export type Read<V> =
  /** `more`: words for other slots that the same answer held. */
  | { readonly kind: 'value'; readonly value: V; readonly more?: Readonly<Record<string, string>> }
  /** Not understood, or more than one thing: what is said, and what can be chosen from. */
  | {
      readonly kind: 'again';
      readonly text: string;
      readonly choices?: readonly Choice[];
      /** It was an answer, only none that can be taken («30/2»): the words mean nothing else. */
      readonly heard?: true;
    };

export interface Slot<V, All> {
  /** What it is called when it is changed before saving: «sửa hạn …». The first word of each is enough. */
  readonly labels: readonly string[];
  /** Which of its labels are named where it is said what can be changed; without it the first. */
  readonly named?: readonly string[];
  /** Takes any words, also such as look like another command. */
  readonly free?: true;
  /** Takes all that is typed, semicolons and what follows them included. */
  readonly whole?: true;
  /** A correction adds to what is there: its words are read with their label, and the two values are put together. */
  amend?(old: V, added: V): V;
  /** The question; null where it is not asked for and `fallback` is taken. */
  ask(call: Call, filled: Partial<All>): Promise<Asked<V>> | Asked<V>;
  read(call: Call, typed: string, filled: Partial<All>): Promise<Read<V>> | Read<V>;
}

export type Asked<V> =
  | { readonly kind: 'question'; readonly text: string; readonly choices?: readonly Choice[] }
  /** Not asked: this is taken where nothing was typed. */
  | { readonly kind: 'assume'; readonly value: V };

/** What saving would do, or why it cannot be done. */
export type Preview =
  | { readonly kind: 'ready'; readonly text: string }
  /** `ask` names the slot that has to be filled anew; without it the conversation is over. */
  | { readonly kind: 'refuse'; readonly text: string; readonly ask?: string };

export interface Form<All extends Record<string, unknown>> {
  readonly name: string;
  readonly heads: readonly string[];
  readonly right: Right;
  readonly help: CommandHelp;
  readonly slots: { readonly [K in keyof All]: Slot<All[K], All> };
  /** The label that «sửa …» is shown with; without it that of the first slot. */
  readonly hinted?: string;
  fits?(rest: string): boolean;
  certain?(rest: string): boolean;
  /** The words of each slot in a line; without it the line is cut at «;» in the order of the slots. */
  split?(call: Call): Partial<Record<keyof All, string>>;
  /** What is known without being typed. */
  given?(call: Call): Promise<Partial<All>>;
  preview(call: Call, values: All): Promise<Preview>;
  /** Called after «đồng ý», when `preview` is still ready. */
  save(call: Call, values: All): Promise<{ readonly effects: readonly Effect[]; readonly text: string }>;
}

interface Correction {
  readonly key: string;
  /** It is said to be one: «sửa hạn …», «hạn: …». */
  readonly asked: boolean;
  /** With the label. */
  readonly whole: string;
  readonly words: string;
}

interface State {
  /** Values that were understood. */
  readonly values: Record<string, unknown>;
  /** Words that wait for their turn. */
  readonly typed: Record<string, string>;
  /** The slot that is asked for; null while «đồng ý» is waited for. */
  readonly asking: string | null;
  readonly choices: readonly Choice[];
  /** The question, to be asked again. */
  readonly question: string;
  /** The label that was named without words behind it; the answer is for it. */
  readonly label?: string;
}

/** Words that change nothing about a yes or a no. */
const POLITE = new Set(['da', 'vang', 'a', 'nhe', 'nha', 'em', 'anh', 'chi', 'luon', 'di', 'oi', 'roi', 'nghe', 'hen']);
const YES = new Set(['dong y', 'luu', 'luu lai', 'dong y luu', 'y']);
/** «ok, đồng ý»: they change nothing about a yes that is said as well. */
const AGREEING = new Set(['ok', 'oke', 'okie', 'okay', 'u', 'uh', 'um', 'uhm', 'duoc']);
/** Agreement that is not said in so many words: worth asking again, and never an acknowledgement of something else. */
const NEARLY_YES = new Set([...AGREEING, 'dc', 'dung', 'co', 'yes', 'chuan']);
/** Words of agreement among others: «đồng ý nhưng sửa hạn», «nhất trí với nội dung trên». */
const AGREES = /\b(?:dong y|nhat tri|chap nhan|chap thuan|thong nhat|duyet)\b/;
/** Longer texts are no answer to «đồng ý?». */
const LONGEST_AGREEMENT = 80;
const DROP = new Set(['bo', 'thoi', 'huy', 'huy bo', 'dung lai', 'bo qua', 'stop']);
const NO = new Set([...DROP, 'khong', 'ko', 'khong luu', 'khong dong y', 'n']);

/** True for «đồng ý» and its like: what saves, approves and consents. */
export function isConsent(typed: string): boolean {
  if (typed.includes('?')) return false;
  const words = plain(typed);
  const bare = words
    .split(' ')
    .filter((word) => !AGREEING.has(word))
    .join(' ');
  return YES.has(words) || (bare !== 'y' && YES.has(bare));
}
/** True for «ok», «vâng», «được», «đồng ý nhưng …»: perhaps consent. */
export const isNearlyConsent = (typed: string): boolean =>
  NEARLY_YES.has(plain(typed)) ||
  /^(?:dạ|da|vâng|vang|ạ|\s)+[.!]*$/iu.test(typed.normalize('NFC').trim()) ||
  (typed.length <= LONGEST_AGREEMENT && AGREES.test(fold(typed)));
/** True for «bỏ», «thôi» and their like. */
export const isRefusal = (typed: string): boolean => !typed.includes('?') && (NO.has(plain(typed)) || isStop(typed));

/** «sửa lý do …»: meant for what is being talked about; a whole line of «sửa» is a command of its own. */
export function isCorrection(said: string): boolean {
  const [first = '', second] = said.trim().split(/\s+/);
  return fold(first) === 'sua' && second !== undefined && !/[;:]/.test(said) && !isReference(second);
}

/** «dừng»: folded it is the same as «đúng». */
const isStop = (typed: string): boolean =>
  /^d[uừ]ng(?: lại| lai)?[.!]*$/iu.test(typed.normalize('NFC').trim()) && !/^đ/iu.test(typed);

const isDrop = (typed: string): boolean => DROP.has(plain(typed)) || isStop(typed);

/** «vắng bỏ» is a command; folded it is the same as «vâng bỏ». */
const isAway = (word: string): boolean => word.normalize('NFC').toLowerCase() === 'vắng';

const plain = (typed: string): string =>
  (typed.split(/\s+/).some(isAway) ? '' : fold(typed))
    .split(/[\s.,!/~]+/)
    .filter((word) => word !== '' && !POLITE.has(word))
    .join(' ');

/**
 * A conversation that fills slots, from one line or one question at a time, shows what saving would do, and saves after
 * «đồng ý».
 */
export function form<All extends Record<string, unknown>>(definition: Form<All>): ChatCommand {
  const { slots } = definition;
  const keys = Object.keys(slots) as (keyof All & string)[];
  const slotOf = (key: string) => slots[key as keyof All] as Slot<unknown, All>;

  /** Fills what can be filled; then asks for the first slot that is left, or for consent. */
  async function proceed(call: Call, values: Record<string, unknown>, typed: Record<string, string>): Promise<Turn> {
    const filled: Record<string, unknown> = { ...values };
    const waiting: Record<string, string> = { ...typed };
    for (const key of keys) {
      if (key in filled) continue;
      const words = waiting[key];
      delete waiting[key];
      if (words !== undefined && words.trim() !== '') {
        const read = await slotOf(key).read(call, words.trim(), filled as Partial<All>);
        if (read.kind === 'again') return wait(filled, waiting, key, read.text, read.choices);
        filled[key] = read.value;
        continue;
      }
      const asked = await slotOf(key).ask(call, filled as Partial<All>);
      if (asked.kind === 'question') return wait(filled, waiting, key, asked.text, asked.choices);
      filled[key] = asked.value;
    }
    return confirm(call, filled);
  }

  async function confirm(call: Call, values: Record<string, unknown>): Promise<Turn> {
    const preview = await definition.preview(call, values as All);
    if (preview.kind === 'ready') {
      const text = `${preview.text}\n${consentHint(definition.hinted ?? firstLabel(values))}`;
      const state: State = { values, typed: {}, asking: null, choices: [], question: text };
      return { kind: 'wait', text, state, buttons: CONSENT_BUTTONS };
    }
    if (preview.ask === undefined) return say(`${definition.name}-refused`, preview.text);
    const { [preview.ask]: _gone, ...kept } = values;
    return wait(kept, {}, preview.ask, preview.text);
  }

  /** The slot that «sửa …» is shown with: the first that has a label. */
  const firstLabel = (values: Record<string, unknown>): string | null =>
    keys.map((key) => (key in values ? slotOf(key).labels[0] : undefined)).find((label) => label !== undefined) ?? null;

  function wait(
    values: Record<string, unknown>,
    typed: Record<string, string>,
    asking: string,
    question: string,
    choices: readonly Choice[] = [],
  ): Turn {
    const text = choices.length === 0 ? question : `${question}\n${numberedChoices(choices.map((each) => each.label))}`;
    const state: State = { values, typed, asking, choices, question: text };
    const buttons = choices.map((choice, index): Button[] => [
      { label: shortened(choice.label), data: String(index + 1) },
    ]);
    return { kind: 'wait', text, state, ...(choices.length > 0 ? { buttons } : {}) };
  }

  async function resume(call: Call, raw: unknown): Promise<Turn | null> {
    const state = raw as State;
    const said = call.rest;
    const { values, typed, asking, choices } = state;
    if (asking === null) return atConsent(call, state);
    const slot = slotOf(asking);
    const put = (value: unknown) => (slot.amend && asking in values ? slot.amend(values[asking], value) : value);
    const choice = chosen(said, choices);
    if (choice === 'none') return missed(wait(values, typed, asking, chooseAgainText(choices.length), choices));
    if (choice !== null) return proceed(call, { ...values, [asking]: put(choice.value) }, typed);
    // «không» may be an answer to the question; the others never are.
    if (isDrop(said)) return over({ intent: `${definition.name}-dropped`, effects: [], text: savedNothingText() });
    const question = state.question.split('\n1. ')[0]!;
    // Agreeing to a question is no answer to it.
    if (isConsent(said)) return wait(values, typed, asking, question, choices);
    const change = fold(said).startsWith('sua ') ? correction(said) : null;
    // What is added to goes on from what is there.
    if (change && slotOf(change.key).amend && change.key in values) return corrected(call, values, change);
    if (change) {
      const { [change.key]: _old, ...kept } = values;
      const others = Object.entries(typed).filter(([key]) => key !== change.key);
      return proceed(call, kept, { ...Object.fromEntries(others), [change.key]: wordsOf(change) });
    }
    // The whole line again, or several slots at once.
    const words = state.label !== undefined && !correction(said) ? `${state.label}: ${said}` : said;
    const parts = slot.whole ? [words] : cut(said, keys.length - keys.indexOf(asking));
    const read = await slot.read(call, parts[0] ?? '', values as Partial<All>);
    if (read.kind === 'again') {
      const again = labelled(wait(values, typed, asking, read.text, read.choices), state.label);
      return read.heard ? again : missed(again);
    }
    const next = keys.slice(keys.indexOf(asking) + 1);
    const more = Object.fromEntries(
      parts.slice(1).flatMap((part, index) => (next[index] ? [[next[index], part]] : [])),
    );
    const others = { ...more, ...read.more };
    const kept = Object.entries(values).filter(([key]) => !(key in others));
    return proceed(call, { ...Object.fromEntries(kept), [asking]: put(read.value) }, { ...typed, ...others });
  }

  async function atConsent(call: Call, state: State): Promise<Turn | null> {
    const { values, question } = state;
    const said = call.rest;
    if (isRefusal(said)) return over({ intent: `${definition.name}-dropped`, effects: [], text: savedNothingText() });
    if (isConsent(said)) {
      // The office may have changed since it was shown.
      const preview = await definition.preview(call, values as All);
      if (preview.kind === 'refuse') return confirm(call, values);
      if (!question.startsWith(preview.text)) return changedMeanwhile(await confirm(call, values));
      const { effects, text } = await definition.save(call, values as All);
      return over({ intent: definition.name, effects, text });
    }
    const change = correction(said);
    return change ? corrected(call, values, change) : correctable(said, state);
  }

  async function corrected(call: Call, values: Record<string, unknown>, change: Correction): Promise<Turn | null> {
    const { key } = change;
    const { [key]: old, ...others } = values;
    const slot = slotOf(key);
    const kept = slot.amend ? values : others;
    const read = change.words === '' ? null : await slot.read(call, wordsOf(change), others as Partial<All>);
    if (read?.kind === 'value')
      return confirm(call, { ...values, [key]: slot.amend ? slot.amend(old, read.value) : read.value });
    // «giao X.1.1 cho Minh» begins like a correction, and is another command.
    if (read && !change.asked && !read.heard && !read.choices) return null;
    if (read) return wait(kept, {}, key, read.text, read.choices);
    const asked = await slot.ask(call, others as Partial<All>);
    return asked.kind === 'question'
      ? labelled(wait(kept, {}, key, asked.text, asked.choices), slot.amend ? change.whole : undefined)
      : confirm(call, { ...others, [key]: asked.value });
  }

  /** «sửa lý do …» where there is none: what can be changed. */
  function correctable(said: string, state: State): Turn | null {
    if (!isCorrection(said)) return null;
    const labels = keys.flatMap((key) => slotOf(key).named ?? slotOf(key).labels.slice(0, 1));
    if (labels.length === 0) return null;
    return {
      kind: 'wait',
      text: correctableText(labels, definition.hinted ?? labels[0]!),
      state,
      buttons: CONSENT_BUTTONS,
    };
  }

  const wordsOf = ({ key, whole, words }: Correction): string => (slotOf(key).amend ? whole : words);

  /** «sửa hạn trước ngày 20», «hạn: trước ngày 20», «hạn trước ngày 20». */
  function correction(said: string): Correction | null {
    const words = said.trim().split(/\s+/);
    const isAsked = fold(words[0] ?? '') === 'sua';
    const asked = isAsked ? words.slice(1) : words;
    const labels = keys.flatMap((key) => slotOf(key).labels.map((label) => ({ key, label: fold(label).split(' ') })));
    // The longest label first: «hạn nộp» before «hạn».
    for (const { key, label } of labels.sort((a, b) => b.label.length - a.label.length)) {
      const start = asked.slice(0, label.length).map((word) => fold(word.replace(/:$/, '')));
      if (start.length !== label.length || start.some((word, index) => word !== label[index])) continue;
      return {
        key,
        asked: isAsked || asked[label.length - 1]!.endsWith(':'),
        whole: asked.join(' '),
        words: asked
          .slice(label.length)
          .join(' ')
          .replace(/^[:\s]+/, ''),
      };
    }
    return null;
  }

  return {
    name: definition.name,
    heads: definition.heads,
    right: definition.right,
    help: definition.help,
    ...(definition.fits ? { fits: definition.fits } : {}),
    ...(definition.certain ? { certain: definition.certain } : {}),
    async begin(call) {
      const given = (await definition.given?.(call)) ?? {};
      const split = definition.split?.(call) ?? bySemicolon(keys, call.rest);
      return proceed(call, given, split as Record<string, string>);
    },
    resume,
    async repeat(call, raw) {
      const state = raw as State;
      if (state.asking === null) return confirm(call, state.values);
      return wait(state.values, state.typed, state.asking, state.question.split('\n1. ')[0]!, state.choices);
    },
    takesAnything(raw) {
      const { asking, choices } = raw as State;
      return asking !== null && choices.length === 0 && slotOf(asking).free === true;
    },
  };
}

/** What is agreed to is what was shown. */
function changedMeanwhile(turn: Turn): Turn {
  return turn.kind === 'wait' ? { ...turn, text: `${changedMeanwhileText()}\n${turn.text}` } : turn;
}

function labelled(turn: Turn, label: string | undefined): Turn {
  if (turn.kind !== 'wait' || label === undefined) return turn;
  return { ...turn, state: { ...(turn.state as State), label: label.replace(/[:\s]+$/, '') } };
}

function missed(turn: Turn): Turn {
  return turn.kind === 'wait' ? { ...turn, missed: true } : turn;
}

const CONSENT_BUTTONS: readonly (readonly Button[])[] = [
  [
    { label: 'Đồng ý', data: 'y' },
    { label: 'Bỏ', data: 'n' },
  ],
];

/** At most so many parts: the last one has all that is left, so that nothing that was typed is lost. */
function cut(text: string, most: number): string[] {
  const parts = text
    .replace(/[;.\s]+$/, '')
    .split(';')
    .map((part) => part.trim());
  return parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join('; ')];
}

function bySemicolon(keys: readonly string[], rest: string): Record<string, string> {
  const parts = cut(rest, keys.length);
  return Object.fromEntries(keys.flatMap((key, index) => (parts[index] ? [[key, parts[index]]] : [])));
}

/** The choice of that number; `none` for a number that is not offered; null for anything but a number. */
export function chosen(said: string, choices: readonly Choice[]): Choice | 'none' | null {
  if (choices.length === 0) return null;
  const number = /^(?:so |chon |chon so )?(\d{1,3})[.)]?$/.exec(plain(said))?.[1];
  if (number === undefined) {
    const words = fold(said);
    const same = choices.filter((choice) => fold(choice.label) === words);
    // «thứ tư» among «thứ Hai hằng tuần» and «thứ Tư hằng tuần».
    const part = words.length < 4 ? [] : choices.filter((choice) => ` ${fold(choice.label)} `.includes(` ${words} `));
    return (same.length === 1 ? same : part.length === 1 ? part : [])[0] ?? null;
  }
  return choices[Number(number) - 1] ?? 'none';
}

const LONGEST_LABEL = 40;

function shortened(label: string): string {
  return label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL - 1).trimEnd()}…`;
}
