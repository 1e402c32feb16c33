import { type Person, You, you } from './people.ts';

/** Under what would be saved; `label` names something that can be changed before. */
export function consentHint(label: string | null): string {
  const change = label === null ? '' : `, «sửa ${label} …» để sửa`;
  return `Nhắn «đồng ý» để lưu${change}, hoặc «bỏ».`;
}

/** «sửa …» names nothing that is there to be changed. */
export function correctableText(labels: readonly string[], example: string): string {
  const all = labels.map((label) => `«${label}»`).join(', ');
  return `Em chưa rõ sửa phần nào; ở đây sửa được ${all}. Nhắn «sửa ${example} …» và nội dung mới, «đồng ý» để lưu như vừa cho xem, hoặc «bỏ».`;
}

export function numberedChoices(labels: readonly string[]): string {
  return [...labels.map((label, index) => `${index + 1}. ${label}`), 'Nhắn số thứ tự, ví dụ «1».'].join('\n');
}

/** Before a preview that is no longer the one that was agreed to. */
export function changedMeanwhileText(): string {
  return 'Vừa có thay đổi nên em chưa lưu; anh/chị xem lại giúp em:';
}

/** The office changed again and again while the answer was worked out. */
export function notSavedText(): string {
  return 'Em chưa làm được vì dữ liệu vừa thay đổi. Anh/chị nhắn lại giúp em.';
}

/** A message was edited that had fed a conversation which still waits. */
export function draftKeptText(person: Person, head: string): string {
  return `Em thấy ${you(person)} vừa sửa một tin. Phần «${head}» đang dở vẫn theo tin cũ; ${you(person)} nhắn «sửa …» hoặc gửi lại tin cho đúng.`;
}

export function chooseAgainText(count: number): string {
  return `Em chỉ có ${count} lựa chọn này:`;
}

export function savedNothingText(): string {
  return 'Vâng, em bỏ và không lưu gì.';
}

/** Before the first question of another conversation. */
export function replacedText(head: string, saved: number): string {
  if (saved > 0) return `(Phần «${head}» đang dở em bỏ; ${saved} việc đã duyệt vẫn được lưu.)`;
  return `(Phần «${head}» đang dở em bỏ, chưa lưu gì.)`;
}

export function nothingToConsentText(person: Person): string {
  return `Hiện không có gì đang chờ ${you(person)} đồng ý. ${You(person)} nhắn «giúp» để xem các lệnh.`;
}

/** What was half said is still there after a while, and nothing of it is saved. */
export function stillWaitingText(clock: string, question: string, saved: number): string {
  const stored = saved > 0 ? `em mới lưu ${saved} việc đã duyệt` : 'em chưa lưu gì';
  return `Phần đang làm dở lúc ${clock} vẫn còn đây, ${stored}.\n${question}`;
}

/** Words that do not belong to the conversation that waits. */
export function stillAskingText(question: string): string {
  return `Em chưa hiểu ý đó. ${question}`;
}

/** A button of an older question. */
export function oldButtonText(person: Person): string {
  return `Nút này thuộc câu hỏi cũ nên em không làm gì. ${You(person)} nhắn lại lệnh giúp em.`;
}

/** To those who may not use a command. */
export function noRightText(person: Person, head: string, right: 'leader' | 'admin'): string {
  const who = right === 'admin' ? 'người quản trị' : 'lãnh đạo và người quản trị';
  const whom = right === 'admin' ? who : 'lãnh đạo hoặc người quản trị';
  return `Lệnh «${head}» chỉ ${who} dùng được ạ. ${You(person)} nhờ ${whom} giúp, hoặc nhắn «giúp» để xem các lệnh của ${you(person)}.`;
}

export interface CommandUse {
  readonly does: string;
  readonly usage: string;
  readonly examples: readonly string[];
}

export function commandHelpText({ does, usage, examples }: CommandUse): string {
  const shown = examples.map((example) => `• ${example}`);
  return [`${usage}`, does, ...(examples.length > 1 ? ['Ví dụ:', ...shown] : [`Ví dụ: ${examples[0] ?? usage}`])].join(
    '\n',
  );
}

const GROUPS = {
  officer: 'Các lệnh khác',
  leader: 'Lãnh đạo và người quản trị',
  admin: 'Người quản trị',
};

/** The names of all commands that a person may use, those for everybody first: a telephone shows it without scrolling. */
export function commandListText(
  commands: readonly { readonly head: string; readonly right: keyof typeof GROUPS }[],
): string {
  const groups = (['officer', 'leader', 'admin'] as const).flatMap((right) => {
    const heads = [...new Set(commands.filter((command) => command.right === right).map(({ head }) => head))];
    return heads.length === 0 ? [] : [`${GROUPS[right]}: ${heads.join(', ')}.`];
  });
  return [...groups, 'Nhắn «giúp» và tên lệnh để xem cách dùng và ví dụ, như «giúp vắng».'].join('\n');
}

export function unknownHelpText(person: Person, asked: string): string {
  return `Em không có lệnh «${asked}». ${You(person)} nhắn «giúp» để xem các lệnh.`;
}

// ---- looking for people, positions and tasks

export function noNameText(example: string): string {
  return `Em chưa thấy tên ai. Anh/chị gõ họ tên hoặc tên, ví dụ «${example}».`;
}

export function unknownPersonText(typed: string, example: string): string {
  return `Em không tìm thấy ai tên «${typed}» trong danh sách cán bộ. Anh/chị gõ họ tên hoặc tên, ví dụ «${example}».`;
}

export function severalPeopleText(typed: string): string {
  return `Có nhiều người tên «${typed}». Anh/chị chọn giúp em:`;
}

export function unknownTaskText(typed: string): string {
  return `Em không tìm thấy việc nào ứng với «${typed}». Anh/chị gõ mục trong kế hoạch, ví dụ «III.1.6», hoặc vài chữ trong tên việc.`;
}

/** Several tasks were named where one is meant. */
export function oneTaskAtATimeText(first: string): string {
  return `Em làm từng việc một ạ. Anh/chị nhắn một mục trước, ví dụ «${first}».`;
}

/** A task is named, and words follow that say nothing. */
export function taskWithMoreText(more: string): string {
  return `Em thấy việc này, nhưng chưa hiểu phần «${more}» nên chưa làm gì. Bỏ qua phần đó thì anh/chị chọn:`;
}

export function severalTasksText(typed: string, shown: number, total: number): string {
  const some = total > shown ? `${total} việc, đây là ${shown} việc đầu` : `${total} việc`;
  return `Ứng với «${typed}» có ${some}. Anh/chị chọn giúp em:`;
}

export function unknownAssigneeText(typed: string): string {
  return `Em không tìm thấy người hay chức danh «${typed}». Anh/chị gõ tên cán bộ hoặc chức danh, ví dụ «Văn phòng UBND».`;
}
