import type { DirectiveHead } from '../../../../domain/directive-head.ts';
import { looksLikeDirective, looksLikeOrder, opensDocument } from '../../../../domain/directive-signs.ts';
import { fold } from '../../../../domain/fold.ts';
import type { Button } from '../../../../domain/message.ts';
import {
  changedMeanwhileText,
  chooseAgainText,
  correctableText,
  numberedChoices,
} from '../../../../text/conversation.ts';
import { sayRules } from '../../../../text/deadline-questions.ts';
import {
  approveHint,
  askDirectiveText,
  counterText,
  directiveDoneText,
  directiveFoundText,
  leftUndecidedText,
  longDirectiveText,
  missingDeadlineText,
  missingLeadText,
  nothingToDoText,
  proposedText,
  shortDirectiveText,
  sourceNote,
} from '../../../../text/intake.ts';
import { shortened } from '../../../../text/shorten.ts';
import { addedText, addPreviewText, assigneeLeftText, deadlinePastText } from '../../../../text/tasks.ts';
import { comingOfNew, pastLastDay, shortenedSteps } from '../../../new-tasks.ts';
import { addTask, ownRefs, ownTask } from '../../../own-task.ts';
import type { Change } from '../../../store.ts';
import { type Call, type ChatCommand, type Desk, over, say, type Turn } from '../../command.ts';
import { exampleName } from '../../find.ts';
import { isConsent, isCorrection, isRefusal } from '../../form.ts';
import { hasLeft, leadsAssigned, remindedBy } from '../tasks/office-tasks.ts';
import { correction, FIELD_LABELS, type Field, readField } from './fields.ts';
import { type Proposal, propose } from './proposal.ts';

interface State {
  /** All that was pasted so far. */
  readonly text: string;
  readonly head: DirectiveHead | null;
  readonly proposals: readonly Proposal[];
  /** The one that is being decided. */
  readonly at: number;
  readonly saved: number;
  /** What is agreed to is what was shown: as it was shown last. */
  readonly shown?: string;
}

/** Longer texts are refused before they are read. */
const LONGEST = 40_000;
const SHORTEST = 30;
/** What is this long, or has so many lines, goes on with the document; an answer is shorter. */
const PIECE = 160;
const PIECE_LINES = 3;

const EMPTY: State = { text: '', head: null, proposals: [], at: 0, saved: 0 };

/** «công văn …», or a pasted document: its tasks are proposed, and each is saved when it is agreed to. */
export function intakeCommand(desk: Desk): ChatCommand {
  const { store, office } = desk;

  async function read(call: Call, state: State, piece: string): Promise<Turn> {
    const text = joined(state.text, piece);
    if (text.length > LONGEST) return say('intake-refused', longDirectiveText(text.length, LONGEST));
    if (text.length < SHORTEST) return wait(state, shortDirectiveText());
    const { head, proposals, left } = await propose(desk, call, text);
    // What was decided before the next piece came stays decided.
    const decided = state.proposals.slice(0, state.at);
    const known = new Set(decided.map(({ title }) => fold(title)));
    const fresh = proposals.filter(({ title }) => !known.has(fold(title)));
    if (fresh.length === 0 && decided.length === 0) return say('intake-nothing', nothingToDoText(head));
    const all = [...decided, ...fresh];
    return show(
      call,
      { ...state, text, head, proposals: all },
      directiveFoundText(head, all.length, left.map(shortened)),
    );
  }

  /** A new letterhead: another document takes the place of the one that is being decided. */
  async function another(call: Call, state: State, piece: string): Promise<Turn> {
    const turn = await read(call, EMPTY, piece);
    const left = state.proposals.length - state.at;
    if (left === 0 || turn.kind === 'over') return turn;
    return { ...turn, text: `${leftUndecidedText(left)}\n${turn.text}` };
  }

  /** The proposal that is to be decided, below what is to be said before. */
  async function show(call: Call, state: State, before: string, more: Partial<Extract<Turn, { kind: 'wait' }>> = {}) {
    const proposal = state.proposals[state.at];
    if (!proposal) {
      const text = [before, directiveDoneText(state.saved, state.proposals.length - state.saved)];
      return over({ intent: 'intake', effects: more.effects ?? [], text: text.filter(Boolean).join('\n') });
    }
    const { text, buttons } = await shown(call, proposal, state);
    const counter = counterText(state.at + 1, state.proposals.length);
    const whole = `${before === '' ? '' : `${before}\n`}${counter} ${text}`;
    return wait({ ...state, shown: text }, whole, { ...more, ...(buttons.length > 0 ? { buttons } : {}) });
  }

  async function shown(call: Call, { title, deadline, lead, open }: Proposal, { at, proposals }: State) {
    const { today } = call;
    const leads = lead === null ? null : await leadsAssigned(desk, call, lead.lead);
    if (deadline === null || leads === null || open !== null) {
      const known = proposedText({
        title,
        deadline: deadline === null ? null : sayRules(deadline.rules),
        phrase: open?.phrase ?? null,
        leads,
      });
      const ask =
        open?.text ?? (deadline === null ? missingDeadlineText(call.today) : missingLeadText(exampleName(call)));
      const choices = open?.choices ?? [];
      const labels = choices.map((choice) => choice.label);
      const buttons = choices.map((choice, index): Button[] => [
        { label: shortened(choice.label), data: String(index + 1) },
      ]);
      return { text: [known, ask, ...(labels.length > 0 ? [numberedChoices(labels)] : [])].join('\n'), buttons };
    }
    const same = (await store.tasks()).filter((task) => task.state === 'active' && fold(task.title) === fold(title));
    const task = {
      ref: null,
      title,
      rules: deadline.rules,
      coming: await comingOfNew(desk, deadline.rules, today),
      leads,
      completion: lead?.completion ?? 'any',
      policy: remindedBy(desk, deadline.rules, null),
      steps: shortenedSteps(deadline.rules, office, call.now),
    };
    const refs = same.map((each) => each.ref);
    const hint = approveHint(at === proposals.length - 1);
    return { text: `${addPreviewText(task, today, refs)}\n${hint}`, buttons: APPROVE_BUTTONS };
  }

  function replaced(state: State, change: Partial<Proposal>): State {
    const proposals = state.proposals.map((each, index) => (index === state.at ? { ...each, ...change } : each));
    return { ...state, proposals };
  }

  async function approve(call: Call, state: State): Promise<Turn> {
    const { title, deadline, lead, open } = state.proposals[state.at]!;
    if (deadline === null || lead === null || open !== null) return show(call, state, '');
    if (hasLeft(call, lead.lead)) return show(call, replaced(state, { lead: null }), assigneeLeftText());
    const now = await shown(call, state.proposals[state.at]!, state);
    if (state.shown !== undefined && state.shown !== now.text) return show(call, state, changedMeanwhileText());
    const past = pastLastDay(deadline.rules, office, call.today);
    if (past !== null) return show(call, replaced(state, { deadline: null }), deadlinePastText(past, call.today));
    const ref = ownRefs(await store.tasks())();
    const { phrase, rules } = deadline;
    const notes = state.head === null ? '' : sourceNote(state.head, call.today);
    const effects: Change[] = [
      addTask(ownTask({ ref, title, deadlineText: phrase, rules, notes, ...lead }), office, call.now),
    ];
    const coming = await comingOfNew(desk, rules, call.today);
    const next = { ...state, at: state.at + 1, saved: state.saved + 1 };
    return show(call, next, addedText(ref, title, coming, call.today), { effects });
  }

  /** Takes what was said about a field; `named`: it was said which one, so that it can be nothing else. */
  async function fill(call: Call, state: State, field: Field, words: string, named: boolean): Promise<Turn> {
    const reading = await readField(desk, call, field, words);
    if (reading.kind === 'value') return show(call, replaced(state, { [field]: reading.value, open: null }), '');
    const more = named || reading.heard ? {} : ({ missed: true } as const);
    if (field === 'title') return show(call, state, reading.text, more);
    const phrase = field === 'deadline' ? shortened(words) : null;
    const open = { field, phrase, text: reading.text, choices: reading.choices ?? [] };
    return show(call, replaced(state, { open }), '', more);
  }

  async function resume(call: Call, raw: unknown): Promise<Turn | null> {
    const state = raw as State;
    const said = call.rest;
    if (STOP.test(fold(said)) || (state.proposals.length === 0 && isRefusal(said)))
      return say('intake-dropped', directiveDoneText(state.saved, state.proposals.length - state.saved));
    if (state.proposals.length === 0 || said.length >= PIECE || said.split('\n').length >= PIECE_LINES)
      return state.text !== '' && opensDocument(said) ? another(call, state, said) : read(call, state, said);
    const proposal = state.proposals[state.at]!;
    if (isRefusal(said)) return show(call, { ...state, at: state.at + 1 }, '');
    if (isConsent(said)) return approve(call, state);
    const { open } = proposal;
    const number = /^(?:so |chon )?(\d{1,2})[.)]?$/.exec(fold(said))?.[1];
    if (open && open.choices.length > 0 && number !== undefined) {
      const choice = open.choices[Number(number) - 1];
      if (!choice) return show(call, state, chooseAgainText(open.choices.length));
      return show(call, replaced(state, { [open.field]: choice.value, open: null }), '');
    }
    const change = correction(said);
    if (change) return fill(call, state, change.field, change.words, true);
    if (isCorrection(said)) return wait(state, correctableText(FIELD_LABELS, 'hạn'), { buttons: APPROVE_BUTTONS });
    if (open) return fill(call, state, open.field, said, false);
    if (proposal.deadline === null) return fill(call, state, 'deadline', said, false);
    return proposal.lead === null ? fill(call, state, 'lead', said, false) : null;
  }

  return {
    name: 'intake',
    heads: ['công văn', 'nhập công văn', 'dán công văn'],
    right: 'admin',
    help: {
      does: 'đọc một công văn được dán vào và đề xuất từng việc để anh/chị duyệt',
      usage: 'công văn <nội dung công văn>',
      examples: ['công văn'],
    },
    // «công văn 45 em gửi rồi» is a reply.
    fits: (rest) => rest === '' || rest.length >= PIECE || rest.includes('\n') || SETS_A_DAY.test(rest),
    spots: (text) => looksLikeDirective(text) || looksLikeOrder(text),
    async begin(call) {
      if (call.rest === '') return wait(EMPTY, askDirectiveText());
      // «Công văn số 12/UBND …»: the head of the command is the document's own.
      return read(call, EMPTY, /^số\s/i.test(call.rest) ? `Công văn ${call.rest}` : call.rest);
    },
    resume,
    async repeat(call, raw) {
      const state = raw as State;
      return state.proposals.length === 0 ? wait(state, askDirectiveText()) : show(call, state, '');
    },
    saved: (raw) => (raw as State).saved,
    takesAnything: (raw) => (raw as State).proposals.length === 0,
  };
}

/** «… trước ngày 20/12 …» in one line, and nobody speaking of themselves. */
const SETS_A_DAY = /^(?!.*(?<!\p{L})(?:em|tôi|mình|rồi)(?!\p{L})).*(?:trước|chậm nhất|không muộn hơn|hạn)\s.*\d/iu;

const STOP = /^(?:dung|dung lai|bo het|bo ca|thoi het|huy|huy het)$/;

const APPROVE_BUTTONS: readonly (readonly Button[])[] = [
  [
    { label: 'Đồng ý', data: 'y' },
    { label: 'Bỏ qua', data: 'n' },
  ],
];

function wait(
  state: State,
  text: string,
  more: Partial<Pick<Extract<Turn, { kind: 'wait' }>, 'effects' | 'buttons' | 'missed'>> = {},
): Turn {
  return { kind: 'wait', text, state, ...more };
}

/** Messengers cut a long text where they must; a piece that begins with a small letter goes on in the same line. */
function joined(text: string, piece: string): string {
  if (text === '') return piece;
  return `${text}${/^\s*\p{Ll}/u.test(piece) && !/[.;:]\s*$/.test(text) ? ' ' : '\n'}${piece}`;
}
