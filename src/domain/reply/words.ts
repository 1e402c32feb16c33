/** Every one of the first words with every one of the others: «lên huyện, lên tỉnh, về huyện, về tỉnh». */
function each(first: string, others: string): string {
  return first
    .split(', ')
    .flatMap((one) => others.split(', ').map((other) => `${one} ${other}`))
    .join(', ');
}

const UPWARDS = each(
  'lên',
  'huyện, tỉnh, sở, phòng, cấp trên, trục, trục liên thông, hệ thống, phần mềm, cổng, hscv, qlvb',
);

/** Other spellings of a word, which stand for it in every phrase. */
export const SPELLINGS: Readonly<Record<string, string>> = {
  rồi: 'r, rùi, roài, òi, ròi, rồj, rùj, zồi, gồi, gòi, dồi, roy, goy, gòy, ùi',
  được: 'đc, dc, đươc, dk, đk',
  không: 'ko, k, kg, kh, khg, hok, hong, hông, hổng, hem, hk, khum, kông, hơm',
  biết: 'bik, bít, biet, bít',
  làm: 'lm, mần',
  giờ: 'h',
};

/**
 * The words of replies, by what they do in one. Everything is listed as it is spelled; people may leave out diacritics.
 * Where one text without its marks could be two of them, the mark that stands first here wins.
 */
export const WORDS = {
  /** takes back what was closed last */
  undo: `
    hoàn tác, undo, nhầm, nhầm rồi, lộn, lộn rồi, bấm nhầm, bấm lộn, nhắn nhầm, nhắn lộn, trả lời nhầm, trả lời lộn,
    ghi nhầm, báo nhầm, báo lộn, gõ nhầm, gõ lộn, ấn nhầm, đánh nhầm, lỡ tay, lỡ bấm, bấm sai, nhầm nút, mở lại,
    khôi phục, rút lại`,
  help: 'giúp, giúp tôi, giúp em với, giúp em, giúp với, help, hướng dẫn, trợ giúp, lệnh, start, bắt đầu',
  list: 'việc của tôi, việc của em, danh sách, danh sách việc, list, tasks, ds việc, ds',
  detail: 'chi tiết, xem',

  /** «chưa»: not yet; behind a verb it asks */
  yet: 'chưa, chửa, ch, chx, chưa đâu, chưa tới đâu, chưa đến đâu, chưa đâu vào đâu',
  'not-done': `
    chưa xong, chưa xong đâu, chưa kịp, chưa làm, chưa gửi, chưa nộp, chưa được, chưa hoàn thành, chưa hoàn tất,
    chưa ban hành, chưa báo cáo, chưa đâu, đang làm, đang lm, k kịp, ko kịp, không kịp, not yet, ❌`,

  /** finished, by itself */
  done: 'xong, xog, xg, xoq, xonq, sog, xongz, xng, xogn, xôg, xonng, done, finished, completed, sent, submitted, ✅, ☑, ✔',
  /** finished, but with «nhé» an order */
  complete: `
    hoàn thành, hoàn thành xong, hoàn tất, hthanh, htat, ht, complete, làm xong, xử lý xong, giải quyết xong, thực hiện xong,
    xong xuôi, mần xong`,
  /** finished only with a past */
  sent: `
    gửi, gởi, nộp, ban hành, phát hành, ký ban hành, ký phát hành, ký gửi, ký số gửi,
    ${each('gửi, gởi, nộp', `lên, ${UPWARDS}`)}, gửi đi, nộp đi, ${each('chuyển', `${UPWARDS}, qua ioffice, trên ioffice, lên ioffice, qua trục, qua hscv`)}, up, cập nhật, nhập, send, submit`,
  /** work that may be anywhere between begun and finished */
  work: `
    làm, lm, thực hiện, triển khai, xử lý, giải quyết, theo dõi, chốt, chuẩn bị, viết, trả lời, báo, báo lại,
    làm nốt, làm tiếp, hoàn thiện, bổ sung, chỉnh sửa, kiểm tra, kiểm tra lại, xem lại, rà soát, rà lại, tổng hợp,
    đăng, đăng tải`,
  /** past, in front of the verb */
  already: 'đã, vừa, vừa mới, vừa rồi',
  /** the same, or «only»: «mới xong 3» */
  just: 'mới',
  /** past, behind the verb */
  since: 'rồi, lâu rồi, từ lâu rồi',

  acknowledge: `
    nhận, đã nhận, nhận được, nhận đc, nhận dc, đã nhận được, đã nhận đc, đã nhận dc, nhận rồi, nhận r, nhận lệnh,
    nhận nhiệm vụ, nhận việc, tiếp nhận, rõ, đã rõ, rõ rồi, rõ r, nghe rõ, noted, note, tiếp thu, ghi nhận, biết,
    biết rồi, biết r, bik, bik rồi, bik r, bít rồi, đã biết, nắm, nắm rồi, nắm r, đã nắm, nắm được, nắm đc,
    đã nắm được, hiểu, hiểu rồi, hiểu r, đã hiểu, thấy rồi, thấy r, đã thấy, xem rồi, xem r, đã xem, đọc rồi, đọc r,
    đã đọc, được rồi, đc rồi, dc rồi, nhất trí, thống nhất, chấp hành, tuân lệnh, nhớ rồi, đã nhớ, đã nghe, kk,
    got it, seen, roger, received, copy`,
  /** agrees; says nothing where something else is said too */
  yes: `
    ok, oke, okay, okie, okela, oki, okla, okê, ô kê, okeyla, okey, okl, oce, uki, ukie, okê la, okelah, vâng, vầng, vg, ừ, ừa, ờ, uh, um, uhm, ừm, ukm,
    uk, đồng ý, yes, yep, dạ vâng, dạ được, 👍, 🙏, 👌, 🫡, ❤, ♥, 💯, 🆗, 🤝`,
  /** «dạ»: a yes where it stands alone, politeness elsewhere */
  respect: 'dạ, dạ dạ, dzạ, zạ',
  /** «được»: fine alone, able to behind a verb */
  can: 'được, đc, dc',
  /** what one may ask about with «chưa» or «không» */
  state: 'có, tới hạn, đến hạn, hết hạn, quá hạn',
  able: 'kịp, nổi, xuể',

  self: 'em, e, tôi, tui, mình, cháu, tụi em, bọn em, chúng em, tụi mình, bên em, bên mình, bên tôi',
  pronoun: 'anh, chị, c, cj, cô, chú, bác, sếp, thầy, bạn',
  /** addressed behind the verb; in front of it somebody else who did it */
  title: `
    thủ trưởng, lãnh đạo, chủ tịch, phó chủ tịch, pct, trưởng phòng, chánh văn phòng, đ/c, đồng chí, mọi người, mn,
    mng, mấy anh, mấy chị, mấy em, mấy anh chị, cả nhà, ad, admin, bot, anh chị, anh/chị, a/c, ac, các đồng chí, các anh, các chị, các anh chị,
    các em, các bạn, các đơn vị, các bộ phận, các phòng`,
  polite: `
    ạ, ơi, thưa, cám ơn, cảm ơn, thanks, thank, thank you, tks, thks, thx, camon, đã nhắc, đã nhắc nhở,
    ${each('cảm ơn, cám ơn', 'nhiều, nhắc, nhắc nhở, anh nhiều, chị nhiều, em nhiều, anh nhắc, chị nhắc, em nhắc, sếp nhắc')},
    đều, nè, đó, á, đấy, hihi, hehe, không sao, ko sao, k sao, xin báo cáo, 😊, ☺, 🥰, 😍, 🤗, 😁, 😄, 😃, 😀, 🙂, 😉, 😇, 😎, 😘, 👏,
    💪, 🎉, 🌹, 🌸, 🌺, 💐, 🍀, ✨, ⭐, 🌟, 🙌, 🔥, ✌, anh ơi, chị ơi, em ơi, cô ơi, chú ơi, bác ơi, sếp ơi, thầy ơi, thưa thầy,
    thủ trưởng ơi, thưa thủ trưởng, thưa lãnh đạo, thưa chủ tịch`,
  /** «at once» of what is to come, «already» of what is done: «gửi luôn», «gửi luôn rồi» */
  straight: 'luôn, đây',
  /** polite, and what turns a statement into a wish */
  please: 'nha, nhé, nhen, nghen, hen, nghe, nhá, nka, ná, nhoa, hén',
  /** «ạ» or «à»: telling or asking */
  ah: 'ah, ak',
  /** behind a statement it asks to agree, behind a question it means nothing */
  tag: 'há, ha, hể, vậy, zậy, dậy, z, thế, ta, rứa, hè, hỉ, dợ, zợ',

  /** what was sent or finished, or with a pronoun behind it a verb */
  object: `
    báo cáo, bc, b/c, bcáo, văn bản, vb, công văn, cv, cái này, việc này, vụ này, cái đó, việc đó, vụ đó, nhiệm vụ này,
    cái ni, việc ni, vụ ni, cái nớ, việc nớ, nhiệm vụ được giao, công việc được giao, việc được giao`,
  /**
   * documents and other matters whose words, one by one, would say something else: «tờ trình» is nothing that is being
   * submitted, and in «quyết định» nobody intends to. They close nothing: which task is meant they do not say.
   */
  matter: `
    tờ trình, phiếu trình, quy trình, chương trình, công trình, lịch trình, giáo trình, quyết định, quy định, nghị định,
    ${each('phiếu, bản, văn bản, ý kiến, báo cáo', 'góp ý')}, ${each('phiếu, văn bản, báo cáo', 'thẩm định')}, giấy hẹn, phiếu hẹn,
    thành phần, hồ sơ, thành phần hồ sơ, hợp đồng, biên bản, biên bản họp, biên bản bàn giao, giấy mời, giấy mời họp,
    ${each('văn bản, công văn', 'đề nghị, yêu cầu')}, danh sách đăng ký, chuyển đổi số, bài viết, bài đăng, bài tuyên truyền, tin bài`,
  way: `
    đủ, đầy đủ, ioffice, qua bưu điện,
    ${each('qua, trên, lên, vào, bằng', 'ioffice, mail, email, gmail, zalo, vnpt, hscv, qlvb')},
    ${each('qua, trên, lên, vào', 'hệ thống, ht, phần mềm, cổng, cổng thông tin, trục, trục liên thông, web, trang thông tin')},
    ${each('lên, cho, về', 'huyện, tỉnh, sở, phòng, cấp trên')}, lên trên`,
  all: 'tất cả, tất cả các, tất cả mọi, toàn bộ các, hết, hết trơn, hết ráo, toàn bộ, all, cả, hết cả, cả thảy, tất',
  task: 'việc, nhiệm vụ, nv, việc số, nhiệm vụ số, task, mã, mã số, mã việc',
  item: 'cái, vụ, món, cái số, vụ số',
  /** in front of a number: which document, or which task */
  numbered: 'số, số văn bản, số vb, số công văn, số cv, văn bản số, vb số, số là',
  and: 'và, với, and, &, vs, +, cùng',
  to: 'đến, tới, sang, qua, vào, →, từ, lại, tầm, khoảng, cỡ, chừng, lúc, trong, nội, nội trong, ngày, hôm',

  /** «không» */
  negation: `
    không, nỏ, không có, không phải, không phải là, chưa phải là, chưa gọi là, chưa coi là`,
  /** «đâu»: denies too, but never asks behind a verb */
  denial:
    'đâu, mô, chi mô, khó, khó mà, làm gì đã, làm gì có, đâu có, có đâu, đâu mà, gì mà, gì đâu, chả, chẳng, chẳng có, chả có',
  /** asks, or opens a condition: «khi nào xong?», «khi nào xong em báo» */
  'when-asked': 'khi nào, khi mô, bao giờ, bao h, bao giờ mới, lúc nào, lúc mô, chừng nào, chừng mô, bữa nào, hôm nào',
  asks: `
    hồi nào, thế nào, như thế nào, như nào, ntn, sao, làm sao, tại sao, vì sao, răng, mấy, bao nhiêu, bn, bao lâu,
    hạn nào, hạn khi nào, hả, hở, hử, nhỉ, nhể, à, ư, chứ, phải không, đúng không, đko, pko, pk, ở đâu, ở mô,
    gửi đâu, nộp đâu, gửi ai, nộp ai, chỗ nào, qua đâu, vào đâu, tới đâu, đến đâu, về đâu, lên đâu, từ đâu, đâu rồi,
    đâu vậy, hay chưa, hay không, vậy ta, chưa rõ, không rõ, ko rõ, k rõ, chưa hiểu, không hiểu, ko hiểu, k hiểu,
    không biết, ko biết, k biết, chưa biết, chưa nắm, cho hỏi, xin hỏi, em hỏi`,
  /** asks, or says «any» behind a negation: «việc nào?», «chưa xong việc nào» */
  any: 'gì, j, cái gì, việc gì, gì vậy, ai, nào, việc nào, mẫu nào',
  /** turns a wish into a polite request */
  may: `
    được không, đc không, được ko, đc ko, dc ko, được k, đc k, dc k, được hông, đc hông, dc hông, được chứ,
    có được không`,

  when: 'nếu, khi, hễ, thì, là, giả sử, miễn, sau khi, trước khi, ước gì, giá mà, giá như, phải chi, lỡ',
  order: `
    phải, nhớ, cần, hãy, đi, mau, nhanh, sớm, gấp, khẩn, khẩn trương, đề nghị, yêu cầu, trước, trước ngày, hạn,
    thời hạn, giùm, dùm, hộ, đôn đốc, chậm nhất, các đồng chí, các anh, các chị, các anh chị, các em, các bạn,
    các đơn vị, các bộ phận, các phòng`,
  told: `
    bên, phía, công an, tưởng, cứ tưởng, nghĩ, có lẽ, gọi, coi như, xem như, bảo, nói, nghe nói, nghe đâu, kể, hỏi, nhắn, thấy, nghe bảo, báo là, hình như,
    có vẻ, nói là, bảo là`,
  /** less than all of it, or not out of the house yet */
  partial: `
    gần, gần như, hầu như, hầu hết, phần lớn, sắp, gần xong, sắp xong, nửa, một nửa, 1 nửa, phân nửa, phần, một phần,
    1 phần, 1 ít, một ít, còn thiếu, thiếu, trừ, ngoại trừ, chỉ, mới chỉ, chỉ mới, được phần nào, mới được, mới đc, mới dc, mới có,
    dự thảo, nháp, bản nháp, bản thảo, chờ, chờ ký, chờ duyệt, còn chờ, đợi, đợi ký, trình, trình ký, đã trình, ký,
    xin ý kiến, lấy ý kiến, góp ý, thẩm định, duyệt, phê duyệt, đang, đg, đag, tạm, sơ bộ, cơ bản, bước, khâu, giai đoạn, đợt, vòng, khung, đề cương, bản word, kha khá, chỉ tiêu, sơ sơ, sơ qua, tàm tạm, hòm hòm, suýt, xém, bị, dở, dở dang,
    dang dở, chưa đủ, vướng, kẹt, bận, mắc, soạn, soạn thảo, nốt, từ từ, lỗi, bị lỗi, tiếp tục, sửa, sửa lại, tồn`,
  /** «còn»: what is left, or the next statement */
  rest: 'còn, riêng',
  but: 'nhưng, nhưng mà, mà, song, tuy nhiên',
  future: `
    sẽ, để em, để anh, để chị, để tôi, để mình, để e, tí nữa, tý nữa, tí, chút nữa, chút, lát nữa, lát, xíu nữa, xíu,
    chốc nữa, mai mốt, bữa sau, hôm sau, dự kiến, chắc, hứa, hẹn, cố, cố gắng, ráng, tranh thủ, làm liền, gửi liền,
    nộp liền, xong liền, liền, làm ngay, gửi ngay, xong ngay, nộp ngay, ngay và luôn, định, tính, e là, e rằng, sợ, phấn đấu, cam kết, đảm bảo, quyết tâm, lâu lắm, lâu nữa, qua tết, ra tết, sau tết, sau`,
  /** a part of today, which lies ahead unless something says that it is past */
  today: 'trong ngày, trong buổi, chiều, tối, trưa, sáng, cuối giờ, đầu giờ chiều, hết giờ, cuối ngày, cuối buổi',

  extend: `
    gia hạn, gh, ghạn, gia hạn thêm, lùi, lùi hạn, lùi lại, xin lùi, hoãn, trì hoãn, xin hoãn, khất, xin khất,
    xin dời, dời hạn, dời lại, dời ngày, dời sang, dời qua, dời đến, dời tới, rời sang, rời qua, rời đến, rời tới,
    nới, nới hạn, giãn, giãn hạn, kéo dài, extend, delay, thêm thời gian, xin thêm, cho em thêm, cho e thêm,
    cho thêm, xin trễ, xin chậm, xin muộn, xin nộp trễ, xin nộp chậm, xin nộp muộn, xin gửi trễ, xin gửi chậm,
    xin gửi muộn, xin phép trễ`,
  /** an extension only with a number of days or a date */
  late: 'trễ, chậm, muộn, trể, thêm, dời',
  beg: 'xin, cho em, cho e, cho tôi, cho mình, xin phép, xin cho, cho phép',
  cancel: `
    hủy, huỷ bỏ, hủy bỏ, bỏ, bỏ đi, bỏ luôn, xóa, xóa bỏ, stop, cancel, khỏi, tắt nhắc, dừng, ngừng, ngưng, dẹp,
    thôi khỏi, khỏi làm, khỏi cần, khỏi nhắc, không cần, ko cần, k cần, không cần nữa, ko cần nữa, k cần nữa,
    không cần làm, ko cần làm, k cần làm, không làm nữa, ko làm nữa, k làm nữa, không phải làm nữa, ko phải làm nữa,
    k phải làm nữa, thôi không làm, thôi không cần, đừng nhắc, đừng nhắc nữa, không nhắc nữa, ko nhắc nữa,
    k nhắc nữa, không thực hiện nữa, ko thực hiện nữa, rút`,
  again: 'nữa',
  because: 'vì, do, tại, bởi, bởi vì, tại vì, lý do, lí do, để',
  /** somebody else is to do it */
  hand: 'chuyển, chuyển cho, giao, giao cho, nhờ, bàn giao, phân công, đổi, đổi người, cho người khác',
  /** the talk is about something else */
  elsewhere: `
    đời, xong đời, xong phim, phim, film, om, cmnr, cmn, mẹ rồi, cái đầu, con khỉ, chết liền, thôi xong, thầu, tan làm, tan sở,
    ${each('nhầm, nhắn nhầm, gửi nhầm, lộn, nhắn lộn, gửi lộn', 'nhóm, người, số, chat, box, chỗ, tin')}, toang, chết, tiêu, đi tong, vãi, vl, ăn, cơm, nhậu, ngủ, uống, cà phê, cafe,
    chơi, bài, học, đòi, đòi về, đi về, về nhà, chưa về, chuyện, họp, nghỉ, công tác, đám cưới, đọc, nấu, tắm, chợ`,
  mood: 'haha, hic, huhu, hix, trời, trời ơi, thôi, ơ, ơ kìa, ôi, alo',
  /** opens a question, unless somebody speaks of their own work */
  wonder: 'ủa',
} as const;

export type Mark = keyof typeof WORDS;

/**
 * Single words that without their marks are other, commoner words («đăng» is «đang», «gởi» is «gọi», «nhập» is «nháp»),
 * so they count only as spelled.
 */
export const ONLY_AS_SPELLED: ReadonlySet<string> = new Set(
  (
    'à ư hả á há òi gòi dồi dừng dẹp nội bạn thầy mình cháu bác tất nhập đăng gởi nắm nổi mã ờ ná liền hể hè hỉ hở đó đây đấy chỉ chờ bận mắc đời là tại tí cố ' +
    'tối sáng đổi dời tính dở tồn giao chết nấu chợ song ơ ôi gọi lỡ ùi hơm mô nỏ khó chửa sợ nhể'
  ).split(' '),
);
