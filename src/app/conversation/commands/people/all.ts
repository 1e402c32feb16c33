import type { ChatCommand, Desk } from '../../command.ts';
import { channelList } from './channels.ts';
import { groupAdd, groupDrop, groupList } from './groups.ts';
import { handOver } from './hand-over.ts';
import { invite } from './invite.ts';
import { preferChannel, unlink } from './links.ts';
import { officerAdd } from './officer-add.ts';
import { officerEdit } from './officer-edit.ts';
import { officerLeave } from './officer-leave.ts';
import { officerList } from './officer-list.ts';
import { officerPhone } from './officer-phone.ts';
import { positionEnd } from './position-end.ts';
import { positionHold } from './position-hold.ts';
import { positionList } from './position-list.ts';
import { positionAlias, positionNew } from './position-names.ts';
import { roles } from './roles.ts';

/** Who works here, who holds what, and how everybody is reached. */
export function peopleCommands(desk: Desk): ChatCommand[] {
  return [
    officerList,
    officerAdd(desk),
    officerEdit,
    officerPhone,
    officerLeave(desk),
    roles(desk),
    positionList(desk),
    positionHold(desk),
    positionEnd(desk),
    positionNew(desk),
    positionAlias(desk),
    handOver(desk),
    invite(desk),
    channelList(desk),
    unlink,
    preferChannel,
    groupList(desk),
    groupAdd(desk),
    groupDrop(desk),
  ];
}
