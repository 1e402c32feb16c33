import { fold } from '../../../../domain/fold.ts';
import { leadDaysOf, leadDaysPolicy } from '../../../../domain/lead-days.ts';
import { type Policies, policyFor } from '../../../../domain/policy.ts';
import type { Rule } from '../../../../domain/rule.ts';
import { shortened } from '../../../../text/shorten.ts';
import {
  askPolicyText,
  badLeadDaysText,
  defaultPolicyName,
  leadDaysName,
  type NamedPolicy,
  noDatesPolicyText,
  policyPreviewText,
  policySetText,
  unknownPolicyText,
} from '../../../../text/task-edits.ts';
import { taskGoneText } from '../../../../text/tasks.ts';
import { comingSteps } from '../../../coming.ts';
import type { ChatCommand, Desk } from '../../command.ts';
import { form, type Read } from '../../form.ts';
import { editRemembering } from './former.ts';
import { datedRule, seeTask } from './office-tasks.ts';
import { taskSlot } from './slots.ts';

/** `name` null: as its rule's kind says. */
type Chosen = { readonly name: string | null };
type Reminded = { task: number; policy: Chosen };

export function policyCommand(desk: Desk): ChatCommand {
  const { policies } = desk.office;
  return form<Reminded>({
    name: 'task-policy',
    heads: ['chính sách nhắc', 'cách nhắc', 'kiểu nhắc'],
    right: 'admin',
    help: {
      does: 'đổi cách nhắc của một việc: theo kiểu có sẵn, hoặc trước hạn mấy ngày làm việc',
      usage: 'chính sách nhắc <việc>; <tên kiểu hoặc số ngày>',
      examples: ['chính sách nhắc X.1.3; trước 10, 3 ngày', 'chính sách nhắc X.1.3; chỉ tiêu'],
    },
    slots: {
      task: taskSlot(desk),
      policy: {
        labels: ['kiểu', 'kiểu nhắc', 'cách nhắc', 'nhắc'],
        async ask(call, { task }) {
          const seen = await seeTask(desk, call, task!);
          const rule = seen && datedRule(seen.task.rules);
          // Without dates there is nothing to choose; saving is refused with the reason.
          if (!rule) return { kind: 'assume', value: { name: null } };
          const others = Object.keys(policies.policies).map((name) => namedPolicy(policies, name, rule));
          return {
            kind: 'question',
            text: askPolicyText(seen.title, namedPolicy(policies, seen.task.policy, rule), others),
          };
        },
        read: (_call, typed) => readPolicy(policies, typed),
      },
    },
    async preview(call, { task, policy }) {
      const seen = await seeTask(desk, call, task);
      if (!seen) return { kind: 'refuse', text: taskGoneText() };
      const rule = datedRule(seen.task.rules);
      if (!rule) return { kind: 'refuse', text: noDatesPolicyText(seen.ref, seen.title) };
      const shown = {
        before: namedPolicy(policies, seen.task.policy, rule),
        after: namedPolicy(policies, policy.name, rule),
        steps: comingSteps({ ...seen.task, policy: policy.name }, seen.schedule, desk.office, call.now),
        leads: seen.leads,
      };
      return { kind: 'ready', text: policyPreviewText(seen.ref, seen.title, shown, call.today) };
    },
    async save(call, { task, policy }) {
      const seen = await seeTask(desk, call, task);
      const rule = seen && datedRule(seen.task.rules);
      const change = await editRemembering(desk, call, seen?.task ?? { id: task }, { policy: policy.name });
      const text = rule ? policySetText(seen.ref, seen.title, namedPolicy(policies, policy.name, rule)) : '';
      return { effects: [{ kind: 'task', change }], text };
    },
  });
}

function namedPolicy(policies: Policies, name: string | null, rule: Rule): NamedPolicy {
  const policy = policyFor(policies, name, rule);
  if (name === null) return { name: defaultPolicyName(), policy };
  const days = leadDaysOf(name);
  return { name: days === null ? (policy.name ?? name) : leadDaysName(days), policy };
}

const LEAD_DAYS = /^(?:nhac )?(?:truoc )?(?:han )?(\d+(?: ?(?:,|va|;| ) ?\d+)*)(?: ngay)?(?: lam viec)?$/;

function readPolicy(policies: Policies, typed: string): Read<Chosen> {
  const said = fold(typed)
    .replace(/^(?:kieu|chinh sach|cach nhac) /, '')
    .replace(/^["']|["']$/g, '');
  if (/^(?:mac dinh|nhu cu|binh thuong|theo loai han)$/.test(said)) return { kind: 'value', value: { name: null } };
  const days = LEAD_DAYS.exec(said)?.[1]?.match(/\d+/g)?.map(Number);
  if (days) {
    const name = leadDaysPolicy(days);
    return name === null
      ? { kind: 'again', text: badLeadDaysText(shortened(typed)), heard: true }
      : { kind: 'value', value: { name } };
  }
  const entries = Object.entries(policies.policies);
  const found = entries.filter(([key, { name = key }]) => fold(name) === said || key === said);
  const near =
    found.length > 0 ? found : entries.filter(([, { name = '' }]) => said !== '' && fold(name).includes(said));
  const [only] = near;
  if (only && near.length === 1) return { kind: 'value', value: { name: only[0] } };
  return {
    kind: 'again',
    text: unknownPolicyText(
      shortened(typed),
      entries.map(([key, { name = key }]) => name),
    ),
  };
}
