import { isEventRule } from '../../../../domain/rule.ts';
import { sayRules } from '../../../../text/deadline-questions.ts';
import {
  type ExplainedDeadline,
  type ExplanationText,
  explanationText,
  ownSourceText,
  planSourceText,
} from '../../../../text/looking.ts';
import { type Explanation, explainOccurrence, nextDeadlines } from '../../../explanation.ts';
import { namesOf } from '../../../render.ts';
import { OWN_PLAN, type TaskView } from '../../../store.ts';
import { type ChatCommand, type Desk, say } from '../../command.ts';
import { lookup } from './lookup.ts';
import { notTheirs } from './not-theirs.ts';
import { mayLookAt, readSubject, type Subject } from './subject.ts';

const NEXT_SHOWN = 3;

/** «giải thích #3», «giải thích III.1.6»: how the dates of a task come about. */
export function explanationCommand(desk: Desk): ChatCommand {
  const { store, office } = desk;

  async function sourceOf(task: TaskView): Promise<string> {
    if (task.planId === OWN_PLAN) return ownSourceText(task.validFrom);
    const plan = (await store.appliedPlans()).find((each) => each.planId === task.planId && each.year === task.year);
    return plan ? planSourceText(plan.source, task.ref, task.year) : '';
  }

  return lookup<Subject>({
    name: 'explanation',
    heads: ['giải thích', 'cách tính', 'vì sao hạn'],
    certain: () => true,
    right: 'officer',
    help: {
      does: 'hạn của một việc được tính thế nào, ngày nghỉ nào có ảnh hưởng, chắc chắn hay dự kiến',
      usage: 'giải thích <số việc, mục hoặc tên việc>',
      examples: ['giải thích III.1.6'],
    },
    read: (call, typed) => readSubject(desk, call, typed),
    async show(call, { taskId, occurrenceId }) {
      const task = (await store.tasks()).find((each) => each.id === taskId)!;
      if (!(await mayLookAt(desk, call, task))) return notTheirs(call, 'explanation', task);
      const { today } = call;
      const occurrence = occurrenceId === null ? null : await store.occurrence(occurrenceId);
      const how = occurrence ? explainOccurrence(office, occurrence) : null;
      const { movedTo = null, remindBy = null, legalLastDay = today } = occurrence ?? {};
      const asked: ExplanationText['asked'] =
        occurrence && how ? { ...explainedOf(how, namesOf(occurrence).label), movedTo, remindBy, legalLastDay } : null;
      const next = nextDeadlines(office, task, { today, count: NEXT_SHOWN });
      const events = task.rules.flatMap((rule) => (isEventRule(rule) ? [rule.event] : []));
      return say(
        'explanation',
        explanationText({
          today,
          ref: task.ref,
          title: task.title,
          rules: sayRules(task.rules),
          deadlineText: task.deadlineText,
          source: await sourceOf(task),
          pausedOn: task.pausedOn,
          asked,
          next: next.map((each) => explainedOf(each, each.label)),
          events: [...new Set(events)],
        }),
      );
    },
  });
}

function explainedOf({ text, daysOff, deadline }: Explanation, label: string): ExplainedDeadline {
  return { label, text, daysOff, provisional: deadline.certainty === 'provisional' };
}
