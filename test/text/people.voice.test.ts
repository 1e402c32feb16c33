import * as groups from '../../src/text/groups.ts';
import * as handOvers from '../../src/text/hand-over.ts';
import * as links from '../../src/text/links.ts';
import * as officers from '../../src/text/officers.ts';
import * as positions from '../../src/text/positions.ts';
import * as rights from '../../src/text/roles.ts';
import { day } from '../domain/shipped.ts';
import { hung, lan, minh } from './samples.ts';
import { holdToVoice } from './voice.ts';

const today = day('2024-03-15');
const later = day('2025-01-06');
const telegram = { channel: 'telegram', works: true };
const zalo = { channel: 'zalo', works: false };

const row = { ...lan, isAdmin: false, isLeader: false, positions: [], supervisor: null, chats: [], leave: null };
const full = {
  ...{ ...hung, isAdmin: true, isLeader: true, positions: ['Tư pháp', 'Hộ tịch'], supervisor: lan },
  ...{ chats: [telegram, zalo], leave: { to: later, standIn: minh } },
};
const roles = { isAdmin: true, isLeader: true };
const none = { isAdmin: false, isLeader: false };
const open = Array.from({ length: 10 }, (_, index) => ({ title: 'Báo cáo', label: 'quý I', last: today + index }));
const duties = ['Chức danh: Tư pháp', 'Việc giao riêng: Báo cáo'];

holdToVoice([officers, rights], {
  rolesText: [roles].map((each) => rights.rolesText(each) ?? ''),
  officersText: [[row], [row, full]].flatMap((each) =>
    [true, false].map((mayChange) => officers.officersText(each, mayChange, today)),
  ),
  officerLine: [row, full, { ...full, leave: { to: today, standIn: null } }].map((each) =>
    officers.officerLine(each, today),
  ),
  askOfficerNameText: [officers.askOfficerNameText()],
  askAddressText: [officers.askAddressText('Lê Văn Tám')],
  askPositionsText: [lan, minh].map(officers.askPositionsText),
  askWhoText: [officers.askWhoText('Mời', 'Lan')],
  askOfficerEditText: [officers.askOfficerEditText(lan, 'Hùng')],
  askRoleText: [rights.askRoleText(minh)],
  askSuccessorText: [officers.askSuccessorText(lan, duties)],
  badNameText: (['empty', 'long', 'odd'] as const).map((problem) =>
    officers.badNameText('Họ tên', problem, 80, 'Lê Văn Tám'),
  ),
  officerNameTakenText: [officers.officerNameTakenText('Lê Văn Tám')],
  badAddressText: [officers.badAddressText('sếp')],
  badOfficerEditText: [officers.badOfficerEditText('lương', 'Hùng')],
  ownSupervisorText: [officers.ownSupervisorText(lan)],
  supervisorLoopText: [officers.supervisorLoopText(lan, hung, 'Minh')],
  officerGoneText: [officers.officerGoneText()],
  nothingChangesText: [officers.nothingChangesText(lan)],
  badRoleText: [rights.badRoleText('vua')],
  lastAdministratorText: (['post', 'role', 'chat'] as const).map((losing) =>
    rights.lastAdministratorText(hung, losing, 'Lan'),
  ),
  sameSuccessorText: [officers.sameSuccessorText(lan)],
  newOfficerPreview: [
    officers.newOfficerPreview({ ...minh, positions: [], newPositions: [], supervisor: null }),
    officers.newOfficerPreview({ ...lan, positions: ['Tư pháp'], newPositions: ['Tư pháp'], supervisor: hung }),
  ],
  officerAddedText: [officers.officerAddedText(hung, lan)],
  officerEditPreview: [
    officers.officerEditPreview(
      lan,
      { name: 'Nguyễn Thị Lan', address: 'chị', supervisor: null },
      { name: 'Nguyễn Lan', address: null, supervisor: hung },
    ),
    officers.officerEditPreview(lan, { supervisor: hung }, { supervisor: null }),
  ],
  officerEditedText: [officers.officerEditedText(lan)],
  roleName: (['admin', 'leader', 'officer'] as const).map(rights.roleName),
  rolesPreview: [rights.rolesPreview(lan, none, roles, true), rights.rolesPreview(lan, roles, none, false)],
  rolesSavedText: [roles, none].map((each) => rights.rolesSavedText(lan, each)),
  rolesNotice: [roles, none].map((each) => rights.rolesNotice(lan, each)),
  leavingPreview: [
    officers.leavingPreview({ officer: lan, duties, successor: minh, subordinates: [hung] }),
    officers.leavingPreview({ officer: lan, duties, successor: null, subordinates: [] }),
    officers.leavingPreview({ officer: lan, duties: [], successor: null, subordinates: [] }),
  ],
  leftText: [minh, null].map((successor) => officers.leftText(lan, successor)),
});

const held = {
  person: lan,
  position: 'Tư pháp',
  isNew: false,
  from: today,
  to: null,
  others: [],
  open: [],
  told: true,
};
const handOver = { from: lan, to: minh, day: today, positions: ['Tư pháp'], personal: ['Sổ tay'], open };

holdToVoice([positions, handOvers], {
  openLines: [[], open].map((each) => positions.openLines(each, today).join('\n')),
  termText: [positions.termText(today, null, today), positions.termText(later, later, today)],
  positionsText: [
    positions.positionsText(
      [
        { name: 'Tư pháp', outside: false, holders: [{ person: lan, from: today, to: later }], coming: [] },
        { name: 'Hộ tịch', outside: false, holders: [], coming: [{ person: minh, from: later, to: null }] },
        { name: 'Sở', outside: true, holders: [], coming: [] },
      ],
      true,
      today,
    ),
    positions.positionsText([], false, today),
  ],
  askPositionText: [positions.askPositionText()],
  askHolderText: [positions.askHolderText('Tư pháp', 'Lan')],
  askPositionNameText: [positions.askPositionNameText()],
  askAliasText: [positions.askAliasText('Tư pháp')],
  askHandOverFromText: [handOvers.askHandOverFromText('Lan')],
  askHandOverToText: [handOvers.askHandOverToText(lan, 'Minh')],
  unknownPositionText: [true, false].map((offered) => positions.unknownPositionText('Tư', offered)),
  severalPositionsText: [positions.severalPositionsText('Tư')],
  newPositionLabel: [positions.newPositionLabel('Tư pháp')],
  badTermText: [positions.badTermText('mãi')],
  impossibleTermText: [positions.impossibleTermText('từ 30/2')],
  badStartText: [positions.badStartText('mãi')],
  startTooFarText: [positions.startTooFarText(day('2090-01-01'))],
  alreadyHeldText: [positions.alreadyHeldText(lan, 'Tư pháp')],
  notHeldText: [positions.notHeldText(lan, 'Tư pháp')],
  positionTakenText: [positions.positionTakenText('Tư pháp', 'Công chức Tư pháp')],
  nothingToHandOverText: [handOvers.nothingToHandOverText(lan)],
  sameHandOverText: [handOvers.sameHandOverText('Minh')],
  holdPreview: [
    positions.holdPreview(held, today),
    positions.holdPreview({ ...held, isNew: true, from: later, to: later, others: [hung], open, told: false }, today),
  ],
  heldText: [positions.heldText(lan, 'Tư pháp')],
  holdNotice: [null, later].map((to) => positions.holdNotice(lan, 'Tư pháp', later, to, today)),
  endHoldingNotice: [later, today - 1].map((last) => positions.endHoldingNotice(lan, 'Tư pháp', last, today)),
  endHoldingPreview: [
    positions.endHoldingPreview({ ...held, lastDay: today, others: [minh] }, today),
    positions.endHoldingPreview({ ...held, lastDay: today, open }, today),
  ],
  holdingEndedText: [positions.holdingEndedText(lan, 'Tư pháp', today)],
  newPositionPreview: [[], ['Hộ tịch']].map((aliases) => positions.newPositionPreview('Tư pháp', aliases)),
  positionAddedText: [positions.positionAddedText('Tư pháp', 'Lan')],
  aliasPreview: [positions.aliasPreview('Tư pháp', 'Hộ tịch')],
  aliasAddedText: [positions.aliasAddedText('Tư pháp', 'Hộ tịch')],
  handOverPreview: [
    handOvers.handOverPreview(handOver, [lan, minh], today),
    handOvers.handOverPreview({ ...handOver, day: later, open: [] }, [minh], today),
  ],
  dutyLines: [
    handOvers
      .dutyLines(
        ['Tư pháp'],
        open.map((task) => task.title),
        open,
        today,
      )
      .join('\n'),
  ],
  handedOverText: [handOvers.handedOverText(lan, minh, today, today)],
  handOverNotice: (['giver', 'taker'] as const).flatMap((side) => [
    handOvers.handOverNotice(handOver, side, today),
    handOvers.handOverNotice({ ...handOver, positions: [], day: later }, side, today),
  ]),
});

holdToVoice([links], {
  invitePreview: [[], [telegram, zalo]].map((chats) => links.invitePreview(lan, chats)),
  invitedText: [links.invitedText(lan, 'K7MP-3QXA', '09:00 thứ Ba 17/3')],
  codeForAnotherText: [hung, null].map(links.codeForAnotherText),
  askChannelText: [links.askChannelText(lan)],
  chatLabel: [links.chatLabel(telegram, 0), links.chatLabel(zalo, 1)],
  noChatText: [links.noChatText(lan)],
  hearingText: [lan, hung].flatMap((reader) =>
    [[], [telegram], [telegram, zalo], [telegram, { channel: 'zalo', works: true }]].flatMap((chats) =>
      [null, 120, 90].map((minutes) => links.hearingText(reader, lan, chats, minutes)),
    ),
  ),
  unknownChannelText: [links.unknownChannelText('thư', [telegram, zalo])],
  unlinkPreview: [[], [zalo]].map((left) => links.unlinkPreview(lan, telegram, left)),
  unlinkedText: [links.unlinkedText(lan, telegram)],
  oneChatText: [links.oneChatText(lan)],
  preferPreview: [links.preferPreview(lan, [telegram, zalo])],
  preferredText: [links.preferredText(lan, zalo)],
  onlyOwnChannelText: [links.onlyOwnChannelText(lan)],
});

const counts = { open: 5, dueThisWeek: 3, overdue: 2 };

holdToVoice([groups], {
  weekText: [counts, { ...counts, overdue: 0 }].map((each) => groups.weekText('UBND xã', each, today, today + 6)),
  groupHelloText: [groups.groupHelloText()],
  groupLinkedText: [groups.groupLinkedText('Văn phòng', later, '07:30', today)],
  groupCodeBadText: [groups.groupCodeBadText()],
  groupCodeNotAdminText: [groups.groupCodeNotAdminText()],
  writePrivatelyText: [groups.writePrivatelyText()],
  groupsText: [groups.groupsText([{ name: 'Văn phòng', channel: 'telegram', linkedOn: today }], today)],
  noGroupText: [groups.noGroupText()],
  askGroupNameText: [groups.askGroupNameText()],
  groupTakenText: [groups.groupTakenText('Văn phòng')],
  groupPreview: [groups.groupPreview('Văn phòng', '07:30')],
  groupInvitedText: [groups.groupInvitedText('Văn phòng', 'K7MP-3QXA', '09:00 thứ Ba 17/3')],
  askGroupText: [groups.askGroupText()],
  unknownGroupText: [groups.unknownGroupText('Tổ')],
  groupDropPreview: [groups.groupDropPreview('Văn phòng')],
  groupDroppedText: [groups.groupDroppedText('Văn phòng')],
  groupLostNotice: [groups.groupLostNotice(hung, 'Văn phòng')],
});
