import { plainLine } from '../../../../domain/plain-line.ts';
import { holdersOf } from '../../../../domain/roster.ts';
import { shortened } from '../../../../text/shorten.ts';
import { askSearchText, foundText, nothingFoundText } from '../../../../text/tasks.ts';
import type { TaskView } from '../../../store.ts';
import { type Call, type ChatCommand, type Desk, say, type Turn } from '../../command.ts';
import { codeOf, tasksMeant } from '../../find.ts';
import { seeTask } from './office-tasks.ts';

const MOST_FOUND = 8;
const LONGEST_SEARCH = 200;

/** «tìm»: by code, reference or words. Officers find what they answer for or take part in; leaders and administrators all. */
export function searchCommand(desk: Desk): ChatCommand {
  const { store } = desk;

  async function search(call: Call, typed: string): Promise<Turn> {
    const line = plainLine(typed, LONGEST_SEARCH);
    if (line.kind !== 'line')
      return say('search-refused', line.kind === 'empty' ? askSearchText() : nothingFoundText(shortened(typed)));
    const all = await visible(call, await found(call, line.text));
    if (all.length === 0) return say('search', nothingFoundText(shortened(typed)));
    const shown = await Promise.all(all.slice(0, MOST_FOUND).map((task) => seeTask(desk, call, task.id)));
    const lines = shown.flatMap((seen) =>
      seen
        ? [
            {
              ref: seen.ref,
              title: seen.title,
              next: seen.open[0] ?? seen.coming[0] ?? null,
              leads: seen.leads,
              state: seen.task.pausedOn === null ? ('active' as const) : ('paused' as const),
            },
          ]
        : [],
    );
    return say('search', foundText(shortened(typed), lines, all.length, call.today));
  }

  async function found(call: Call, typed: string): Promise<TaskView[]> {
    const isActive = (task: TaskView) => task.state === 'active';
    const code = codeOf(typed);
    const coded = code === null ? null : await store.occurrenceOfCode({ officerId: call.officer.id, code });
    if (coded) return (await store.tasks()).filter((task) => task.id === coded.task.id && isActive(task));
    return tasksMeant(store, call, typed, isActive);
  }

  async function visible(
    { officer, directory, today }: Call,
    tasks: readonly TaskView[],
  ): Promise<readonly TaskView[]> {
    if (officer.isAdmin || officer.isLeader) return tasks;
    const positions = await store.positions();
    const held = new Set(
      positions
        .filter(({ id }) => holdersOf(directory.roster, [id], today).includes(officer.id))
        .map(({ name }) => name),
    );
    return tasks.filter((task) => [...task.lead, ...task.cooperating].some((name) => held.has(name)));
  }

  return {
    name: 'search-tasks',
    looks: true,
    heads: ['tìm', 'tìm việc', 'tra cứu', 'tra'],
    // «tìm góp ý» reads like an answer, and is none.
    certain: () => true,
    right: 'officer',
    help: {
      does: 'tìm việc theo số, mục trong kế hoạch hoặc vài chữ trong tên',
      usage: 'tìm <chữ>',
      examples: ['tìm báo cáo', 'tìm III.1.6'],
    },
    begin: async (call) =>
      call.rest === '' ? { kind: 'wait', text: askSearchText(), state: {}, ifFree: true } : search(call, call.rest),
    resume: (call) => search(call, call.rest),
    repeat: async () => ({ kind: 'wait', text: askSearchText(), state: {} }),
    takesAnything: () => true,
  };
}
