import { heldDecidedText, heldText, nothingHeldText } from '../../../text/restored.ts';
import { heldTasks, lostReportsNotices, lostTime } from '../../restored.ts';
import type { Restored } from '../../store.ts';
import { type Call, type ChatCommand, type Desk, say } from '../command.ts';
import { isConsent, isRefusal } from '../form.ts';
import { type Answer, answer } from '../talk.ts';

/** «gửi bù»: what becomes of steps that are held back after a restore. Their notice is answered by «đồng ý» or «bỏ qua». */
export function heldStepsCommand({ store, office }: Desk): ChatCommand {
  const waiting = async (): Promise<Restored | null> => {
    const restored = await store.restored();
    return restored?.state === 'asking' ? restored : null;
  };

  async function decide(call: Call, restored: Restored, decision: 'send' | 'skip'): Promise<Answer> {
    const held = await heldTasks(store);
    const notices = await lostReportsNotices({ store, office }, restored, call.now);
    return answer(`held-steps-${decision}`, heldDecidedText(decision, held.length), [
      { kind: 'restored', change: { decision } },
      ...notices.map((notice) => ({ kind: 'notice' as const, notice })),
    ]);
  }

  return {
    name: 'held-steps',
    heads: ['gửi bù'],
    right: 'admin',
    help: {
      does: 'sau khi khôi phục từ bản sao lưu: xem lời nhắc đang giữ lại, rồi «đồng ý» để nhắc lại hoặc «bỏ qua»',
      usage: 'gửi bù',
      examples: ['gửi bù'],
    },
    fits: (rest) => rest === '',
    certain: () => true,
    async begin(call) {
      const restored = await waiting();
      if (!restored) return say('held-steps-none', nothingHeldText());
      const held = await heldTasks(store);
      return say('held-steps-shown', heldText(call.officer, lostTime(office, restored), held, call.today));
    },
    async answers(call) {
      if (!call.officer.isAdmin) return null;
      const decision = isConsent(call.rest) ? 'send' : isRefusal(call.rest) ? 'skip' : null;
      if (decision === null) return null;
      const restored = await waiting();
      return restored ? decide(call, restored, decision) : null;
    },
  };
}
