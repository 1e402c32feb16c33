import type { Intent } from '../../src/domain/reply.ts';

export interface Group {
  readonly intent: Intent;
  /** «asks»: said to be done, but with a doubt; nothing closes. */
  readonly closes: 'closes' | 'asks' | 'never';
  /** Separated by «|» or the end of a line. */
  readonly texts: string;
}

/** Replies as officers write them, and what they want with them. */
export const REPLIES: Readonly<Record<string, Group>> = {
  'finished, plainly': {
    intent: 'done',
    closes: 'closes',
    texts: `
      xong rồi nhé sếp | dạ em xong r ạ | xog r | e xong r c ơi | xong roài nha chị | xong zồi | em làm xong rồi
      Làm xong rồi ạ. | dạ thưa anh em xong rồi ạ | báo cáo sếp em xong rồi | xong luôn rồi anh | vừa xong ạ
      em vừa gửi xong | mới gửi xong nè chị | gửi rùi ạ | dạ gửi r | em đã nộp báo cáo rồi ạ | nộp r nha
      đã phát hành | ban hành rồi ạ | em up lên hệ thống rồi nhé | đã cập nhật lên phần mềm | nhập xong rồi ạ
      hoàn tất rồi ạ | ht r | hoan thanh roi | đã hthanh | Dạ xong rồi ah | XONG RỒI Ạ | xonggggg rồi | xong rồi 👍
      ✔️ | ☑️ xong | xong ✅✅ | ok xong rồi nha | vâng em xong rồi | dạ em gửi qua mail rồi | báo cáo gửi rồi ạ
      bc nop roi | cái này xong rồi | việc này em xong rồi ạ | xongroi | dagui | xongr | daxong a | guiroi nha
      e gửi lên huyện rồi | xong rồi, cảm ơn em | done nha | Đã hoàn thành. | hôm qua em gửi rồi ạ
      em nộp hôm qua rồi | xong rồi á | xong rồi đó chị | xong rồi đồng chí | finished | xử lý xong rồi ạ
      đã giải quyết xong
    `,
  },
  'finished, with the task': {
    intent: 'done',
    closes: 'closes',
    texts: `
      xong 7 | xong #7 r | #7 xong rồi nha | 7 xong ạ | xong1 | xong viec 7 roi a | xong cái 7 | vụ 7 xong rồi
      xong 1,2,3 | xong 1-3 | xong #1 đến #4 | xong từ 1 đến 3 | 1 và 3 xong | xong 3 với 5 | xong 3 vs 5 nha
      1, 2 xong rồi ạ | xong hết rồi | em xong hết cả rồi ạ | tất cả xong rồi | xong cả hai | cả 3 việc xong rồi ạ
      cả hai việc đã xong | xong #7 số 45/BC-UBND | #7 đã gửi số 120/UBND-VP | xong 7, số 45/BC-UBND ngày 3/3
      đã ban hành số 12/2026/QĐ-UBND | xong việc 4, báo cáo số 12 | đã gửi cv 123 | xong 7 số 45
      xong 7, ghi chú: gửi kèm phụ lục qua bưu điện | #12 xong, #13 chưa | #12 xong #13 chưa xong
      12 xong còn 13 chưa | 13 chưa, 12 xong rồi | xong 12, 13 chưa xong | việc 1 xong; việc 2 xong
    `,
  },
  'finished, but it has to be asked': {
    intent: 'done',
    closes: 'asks',
    texts: `
      xong 2 việc | hai việc xong rồi | xong 3 cái rồi ạ | em gửi 2 báo cáo rồi | xong báo cáo dân vận rồi
      em gửi báo cáo quý 1 cho anh Hùng rồi ạ | đã nộp báo cáo tháng 3 | xong rồi mà | xong hết trừ 4 | em làm rồi ạ
      đã gửi sếp | gửi anh rồi ạ | xong số 45 | xong rồi ah | đã báo cáo | sáng nay em gửi rồi | nhập liệu xong rồi
      xong rồi 😂 | gửi nhóm rồi ạ | xong 3, 4 mai gửi | xong 3, 4 chờ ký
    `,
  },
  seen: {
    intent: 'acknowledge',
    closes: 'never',
    texts: `
      nhận | em nhận rồi | đã nhận ạ | nhận đc rồi ạ | em nhận dc r | rõ | dạ rõ anh | rõ rồi ạ | đã rõ | oke
      oki anh | okie chị | okk | ok luôn | OK | vâng | vâng chị | dạ | dạ vâng ạ | dạ em nắm rồi | nắm r
      em biết rồi ạ | bik rồi | hiểu rồi ạ | đã xem | xem rồi | 👌 | ❤️ | 🫡 | 👍👍 | 👍 ok | seen | got it | cảm ơn em
      tks em | dạ em cảm ơn chị | nhận #3 | #3 đã nhận | đã nhận việc 3 và 4 | ờ | uk | được rồi | dạ được ạ
      đồng ý | đã tiếp nhận | ghi nhận ạ | em đã nhận được thông báo ạ | nhận nhiệm vụ | chấp hành | da ro
      dạ em rõ rồi sếp | vâng ah
    `,
  },
  'not finished': {
    intent: 'not-done',
    closes: 'never',
    texts: `
      chưa ạ | chưa chị ơi | dạ chưa xong | e chưa xong | chưa đâu | chua lam | chx xong | ch xong | ko xong đc
      hổng xong kịp | hông kịp rồi | k kịp a ơi | không xong được đâu | chả xong được | đâu có xong đâu
      có xong đâu | em đang làm | đang soạn ạ | đg lm | sắp xong rồi ạ | gần xong | mới được 1 nửa | được 80% rồi
      xong 2/3 | xong một phần | còn 2 việc nữa | còn thiếu số liệu | xong rồi nhưng còn thiếu phụ lục
      xong dự thảo rồi | xong bản nháp | đã trình ký | đã trình | trình sếp rồi ạ | đang chờ ký | chờ huyện trả lời
      xong, chờ duyệt | xong mỗi cái chưa ký | 3 chưa | #3 chưa gửi | việc 3 đang làm | 3 chưa, 4 mai gửi
      chưa xong vì huyện chưa gửi mẫu | chưa có số liệu | em chưa nhận được mẫu | vẫn đang làm ạ | chuaxong | ❌
      làm chưa xong | cơ bản xong | xong phần 1 | không gửi kịp đâu anh
    `,
  },
  promised: {
    intent: 'not-done',
    closes: 'never',
    texts: `
      mai | mai em gửi | mai nhé anh | dạ mai xong ạ | ngày mai em nộp | chiều em gửi | chiều nay xong
      tối nay em làm | tối xong | thứ 6 | thứ 6 em gửi nha | t6 xong | ngày 12 em nộp | 12/3 xong | cuối tuần nộp
      đầu tuần sau em gửi | tuần sau | mốt em gửi | lát em gửi | tí nữa xong | xíu nữa em gửi | chút nữa em nộp nha
      em sẽ gửi sớm | em sẽ cố gắng xong trước thứ 6 | để em làm | để em kiểm tra lại | em làm ngay ạ | em gửi liền
      3 ngày nữa xong | 8h sáng mai xong | 16h em nộp | dự kiến 20/3 hoàn thành | chắc mai mới xong | chắc tuần sau
      xong em gửi | xong em báo | mai mốt xong | vài bữa nữa em nộp | nộp sau nha | mai chắc chắn xong
    `,
  },
  'more time': {
    intent: 'extend',
    closes: 'never',
    texts: `
      gia hạn 2 ngày | gia hạn 3 thêm 2 ngày | gia hạn #3 đến 20/3 | xin gia hạn 2 ngày ạ
      cho em xin gia hạn thêm 3 ngày | em xin thêm 2 ngày | xin thêm 1 tuần | thêm 2 bữa nha | cho em thêm 2 hôm
      cho em lùi tới thứ 6 | xin lùi hạn sang 20/3 | xin đến thứ 6 | cho em đến mai | xin tới cuối tuần
      xin khất tới mai | em xin khất ạ | hoãn tới thứ 2 được không anh | xin gia hạn 2 ngày được không ạ?
      dời sang 20/3 | doi sang thu 6 | trễ 2 ngày ạ | chậm 1 hôm | em nộp muộn 1 ngày nha | xin nộp trễ
      gh 5 2 ngày | gh 2n | GH 1 TUẦN | gia han 3 ngay | gia hạn | xin gia hạn
      xin gia hạn vì chờ số liệu của huyện | gia hạn 2 ngày chờ số liệu huyện | chưa xong, xin gia hạn 2 ngày
      xin hoãn vài hôm | cho e xin thêm ngày mai nữa | em xin phép nộp chậm 2 ngày vì bận họp | kéo dài thêm 3 ngày
      xin thêm thời gian ạ | xin gia hạn 2-3 ngày | nới cho em 2 ngày
    `,
  },
  asked: {
    intent: 'question',
    closes: 'never',
    texts: `
      xong chưa | xong chưa em | xong chưa vậy | xong ch | xong chx e | đã gửi chưa | nộp chưa chị
      báo cáo gửi chưa | xong k | xong hông | xong rồi à | xong rồi hả em | xong rồi phải không | xong rồi?
      ủa xong rồi mà? | khi nào xong | bao giờ nộp ạ | hạn ngày nào | hạn khi nào vậy | hạn bao lâu | mấy giờ nộp
      nộp ở đâu ạ | gửi cho ai | ai làm việc này | mẫu nào ạ | mẫu ở đâu | việc gì vậy | việc này là sao
      làm sao giờ | làm ntn ạ | gửi qua đâu? | có cần ký không | sao nhắc hoài vậy | tại sao quá hạn | cái gì đây
      ?? | em có phải làm không ạ? | còn mấy việc | việc nào chưa xong | #3 hạn khi nào | xong 1, 2 chưa
      gia hạn được mấy ngày? | em chưa rõ việc này | j z | 3 xong chưa
    `,
  },
  'called off': {
    intent: 'cancel',
    closes: 'never',
    texts: `
      hủy | hủy việc 5 | huỷ #5 | bỏ việc 5 | bỏ 5 đi | việc 5 bỏ | không cần nữa ạ | ko cần làm nữa | k cần nữa
      thôi khỏi | khỏi làm nữa | stop | cancel | dừng việc 5 | ngừng nhắc | đừng nhắc nữa | không làm việc này nữa
      hủy việc 12 vì huyện rút yêu cầu | xóa việc 3 | việc này hủy rồi | bỏ việc 5 giúp em | bo viec 3
    `,
  },
  'taken back': {
    intent: 'undo',
    closes: 'never',
    texts: `
      hoàn tác | hoan tac | undo | nhầm | nhầm rồi ạ | em bấm nhầm | lộn rồi chị ơi | bấm lộn | chưa xong bấm lộn
      dạ em nhắn nhầm | chưa xong, em bấm nhầm | lỡ tay ạ | em bấm nhầm nút | xin lỗi em bấm nhầm | nhầm việc
      mở lại việc 3 | hoàn tác giúp em
    `,
  },
  'something else': {
    intent: 'other',
    closes: 'never',
    texts: `
      r | rồi | rồi ạ | ... | alo | haha | 😂😂 | 😭 | xong đời | xong phim rồi | toang rồi | họp xong
      họp xong rồi làm | ăn xong rồi | ăn cơm chưa em | đọc xong rồi | nếu xong thì báo anh | khi xong thì gửi anh
      xong thì gửi anh nhé | bao giờ xong thì báo anh | khi nào xong báo anh nhé | phải xong trước 15/4 nhé
      nhớ gửi nhé | hoàn thành trước 20/3 | làm xong đi em | làm nhanh đi | cần xong hôm nay
      đề nghị hoàn thành sớm | anh Nam bảo xong rồi | chị Lan báo đã gửi | nghe nói xong rồi | sếp nói gửi rồi
      chuyển cho Lan | giao cho anh Hùng làm nhé | nhờ chị Hoa gửi giúp | xong việc này rồi làm việc kia
      mai em nghỉ | hôm nay trời đẹp | số 45/BC-UBND | 1 và 3 | không | em chào anh | chúc mừng sinh nhật
    `,
  },
  'typed with the input method off, or by a thumb in a hurry': {
    intent: 'done',
    closes: 'closes',
    texts: `
      xong roofi | ddax xong | ddax xong roofi aj | em guwri roofi | xonq r | sog r | e lm xong r | xong goy | xong gòy ạ
      con xong rồi cô ơi | dạ con gửi rồi ạ | cái ni xong rồi | việc nớ em xong rồi | em gửi lên phòng rồi
      em gửi lên trục liên thông rồi | gửi trên trục liên thông rồi ạ | đã gửi văn bản | sent | xong 9 sô 88/UBND
      ban hành QĐ số 20/QĐ-UBND rồi ạ | đã gửi đi rồi | em chuyển qua iOffice rồi ạ | xomg rồi | xnog r | xong rôi | em gưi rôi
      xong việc 1, 2, 3 rồi ạ | việc 1-3 xong hết rồi | tất cả các việc đã xong
      cả 2 đều xong rồi | tôi đã hoàn thành nhiệm vụ được giao
    `,
  },
  'finished, but told with something else': {
    intent: 'done',
    closes: 'asks',
    texts: `
      xong rồi nhé, đừng nhắc nữa | 7 rồi | 7 rồi, 8 mai | đã công khai rồi | em gửi hôm thứ 6 rồi ạ
      đã trình chủ tịch ký và gửi đi rồi ạ | đã ký và phát hành | em ký số và gửi rồi ạ
    `,
  },
  'finished, with a document that is named by a word for something else': {
    intent: 'done',
    closes: 'asks',
    texts: `
      tờ trình gửi rồi | to trinh gui roi | tờ trình em gửi rồi ạ | em gửi tờ trình rồi | đã gửi tờ trình | tờ trình xong rồi
      #3 tờ trình gửi rồi | phiếu trình nộp rồi | quyết định ban hành rồi | em nộp phiếu góp ý rồi ạ | văn bản góp ý gửi rồi
      quy trình cập nhật xong rồi | xong tờ trình | chương trình gửi rồi ạ | biên bản họp nộp rồi | giấy mời họp gửi rồi
      biên bản bàn giao nộp rồi | báo cáo chuyển đổi số gửi rồi | bài viết gửi rồi ạ | tin bài nộp rồi | hợp đồng gửi rồi
      báo cáo thẩm định gửi rồi | văn bản đề nghị gửi rồi | danh sách đăng ký nộp rồi ạ | thành phần hồ sơ gửi rồi
    `,
  },
  'sent on to nobody who is named': {
    intent: 'done',
    closes: 'asks',
    texts: `
      danh sách chuyển rồi | ds chuyển rồi ạ | báo cáo chuyển rồi | hồ sơ chuyển rồi ạ | em chuyển danh sách rồi | đã chuyển báo cáo
      tờ trình chuyển rồi | công văn đã chuyển ạ | 3 chuyển báo cáo rồi
    `,
  },
  'a document of which the word for it does not hide what is left': {
    intent: 'not-done',
    closes: 'never',
    texts: `
      tờ trình chưa gửi | tờ trình đang trình ký | tờ trình mai em gửi | tờ trình gửi rồi chờ ký | mới xong dự thảo tờ trình
      quyết định chưa ban hành | quyết định chờ ký | danh sách chưa chuyển | sắp xong tờ trình | tờ trình trình chủ tịch rồi
    `,
  },
  'handed over to somebody': {
    intent: 'other',
    closes: 'never',
    texts: `
      danh sách chuyển chị Lan rồi | hồ sơ chuyển cho anh Hùng rồi | em chuyển báo cáo sang anh Minh rồi | chuyển rồi
    `,
  },
  'not finished, whatever is said of others': {
    intent: 'not-done',
    closes: 'never',
    texts: `
      e là k xong | xong kha khá rồi | xong khung | xong đề cương | xong bản word | nỏ xong | đã xong mô | khó xong lắm | săp xong | chơ ký | chuwa xong | khoong kipj | ddang lamf | chờ bên công an gửi số liệu | xong phần em rồi, chờ phần bên địa chính
      em gửi rồi nhưng chưa thấy xác nhận | xong nhưng anh Hùng bảo sửa lại | chị Lan xong rồi, em thì chưa
      không phải là xong rồi đâu ạ | xong thì chưa xong | cũng chưa gọi là xong | lâu lắm mới xong | xong sơ sơ
      xong bước 1 | xong rồi bị mất file | làm xong rồi chiều gửi nha | xong trong 30p nữa | 5p nữa xong | 1 tiếng nữa em gửi
      nửa tiếng nữa xong | qua tết em xong | qua tuần xong nha anh | phấn đấu tuần này xong | suýt xong | hòm hòm rồi
      đã chuyển anh Hùng ký nháy
    `,
  },
  'asked in the speech of the region': {
    intent: 'question',
    closes: 'never',
    texts: `
      xongk | xong chửa | bao h xong e | xong rồi hở | đã gửi chưa hè | xong r dk | xong r pk | xong chuwa | xong rồi đúng hông | nộp chưa hỉ
    `,
  },
  'said of others, hoped, or told to do': {
    intent: 'other',
    closes: 'never',
    texts: `
      em tưởng xong rồi | tưởng đã gửi rồi | có lẽ đã xong | ước gì xong | làm xong báo lại | gửi nhầm nhóm | nhắn nhầm người
      em nhờ chị Lan làm giúp ạ | em xong việc này giúp anh nhé | thủ tục xong rồi mới gửi | chừng nào xong alo anh
      xong việc này em sang việc kia | xong cmnr | tan làm rồi
    `,
  },
  'finished, in other words': {
    intent: 'done',
    closes: 'closes',
    texts: `
      tụi em xong rồi | tui xong rồi | bọn em gửi rồi ạ | mần xong rồi | xong xuôi rồi ạ | dạ xong xuôi rồi anh | xong #3#4
      xong rồi em ơi | Em đã hoàn thành rồi ạ | hoàn thành r | htanh r | em xong roi chi oi | xong nhé anh
      xong nhe | dạ e xong r ạ! | em gửi báo cáo rồi nhé anh | đã gửi báo cáo ạ | đã gửi trên iOffice
      em nộp rồi nha chị | da nop bc | da hoan thanh a | em làm xong hết rồi | done rồi sếp | ok done
      Xong. Cảm ơn sếp | xong ạ, cảm ơn chị nhắc | dạ xong rồi ạ, cảm ơn chị đã nhắc | xong việc #4 | #4 done
      4 done | nv 4 xong rồi | việc 4 hoàn thành | da gui viec 4 | #4, #5 xong | xong 4 5 6 | xong cả 3
      xong hết 3 việc | xong hết rồi sếp ơi | báo cáo xong rồi ạ | em báo cáo xong rồi
      đã phát hành công văn số 88/UBND-VX | em gửi r, số 88/UBND-VX ạ | #9 xong, số 88/UBND-VX ngày 10/3/2026
      #3 xong rồi còn #4 chưa | gửi rồi anh nhé | gửi bc rồi đó sếp | nộp đủ rồi ạ | xong từ hôm qua rồi
      xong lâu rồi | đã làm xong ạ | em hoàn thành nhiệm vụ rồi | hoàn thành xong việc 4 | ban hanh roi
      ký ban hành rồi | XONG | Xong! | xong :) | xong nha mng | xong gòi | gởi rồi nghen | bên em gửi rồi
      xong rồi mấy chị | da em xong roi nha chi | e đã gửi bc r nhé c | Báo cáo đã gửi ạ | báo cáo em nộp rồi
      bc đã nộp lên huyện | cái đó em gửi rồi | cái này gửi hôm qua rồi chị | xong hết trơn rồi | xong cả rồi
      lam xong roi | gui xong r | nop xong | xong viec so 3 | xong #3 nha, số vb 45/BC-UBND
      xong việc 3 rồi sếp, 45/BC-UBND | 3 4 5 xong | xong 3,4 và 5 | xong: 3, 5 | Xong 3; 5 | okie xong nhe | xg r
      xong r đó a | ✅ xong rồi ạ | 👌 xong | xong việc 5 nhé mọi người | 𝐱𝐨𝐧𝐠 | Em xong rồi sếp nhé
      dạ thưa chị, em đã hoàn thành ạ | em đã hoàn thành báo cáo ạ | báo cáo anh, em xong rồi
      đã nộp lên huyện rồi ạ | dạ em mới gửi rồi ạ | em vừa nộp xong chị nhé | gửi rồi đó anh | nộp rồi nghen
      xong #2 nhé | #2 em xong rồi | việc 2 với 3 xong rồi ạ | 2,3,5 xong | xong 2 + 3 | xong tất cả rồi
      em làm xong cả 4 việc rồi | xong 6 số 15/TTr-UBND | em gửi tờ trình số 15/TTr-UBND rồi | xong rồi ạ 🙏
      Ok em đã gửi | XONG #2 | xong rui nhe | xong roi nhe c | Da e gui roi a | e hoàn thành rồi c nhé
      em nhập lên phần mềm rồi | em cập nhật rồi ạ
    `,
  },
  'finished, but for a doubt': {
    intent: 'done',
    closes: 'asks',
    texts: `
      xong so 4 | hai việc trên em xong rồi 
      xong #3, #4 thì chưa | em gửi file rồi | xong từ sáng rồi anh | xong rầu | dạ đã gửi lại ạ | 
      dạ rồi em gửi rồi ạ | ok r xong nha
      em hoàn thành từ hôm qua | đã hoàn thành 100% | xong 100% | xong 3/3 | em gửi lúc 8h rồi | 
      đã xử lý | đã giải quyết | đã trả lời | đã thực hiện | em làm rồi nhé | việc thứ 3 xong | số 3 xong
      đã gửi mail | gửi mail rồi | gửi zalo cho anh rồi | dạ đã xong, mong chị kiểm tra
      em xong rồi chị kiểm tra giúp em | rồi, xong | xong rồi nha anh Tư | 
      đã xong hết các việc
    `,
  },
  'seen, in other words': {
    intent: 'acknowledge',
    closes: 'never',
    texts: `
      em nhận được rồi ạ | nhận ạ | vâng em nhận rồi | đã nhận được tin | ok em | ok chị nhé | oke ạ | ok ok | okê
      yes sir | yes | dạ ok | dạ ok anh | ô kê | kk | ừm | ừ em | uhm | đc | được | dạ đc | dạ vâng em biết rồi
      em biết | em rõ rồi | rõ thưa thủ trưởng | rõ đ/c | em hiểu | em xem rồi | đọc rồi | em đã đọc | em thấy rồi
      nắm được rồi | đã nắm ạ | tiếp thu ạ | em xin tiếp thu | thanks em | thank | cám ơn anh | cảm ơn đã nhắc | 👍🏻
      🙏🙏 | 💪 | ❤ | #12 nhận | 12 ok | ok 12 | nhận việc 12 | received | copy | dạ em nhớ rồi | nhất trí | dạ em nghe
      dạ em nhận | nhận lệnh sếp | dạ sếp | vâng sếp | vâng thưa anh | dạ chị | okie em | oke luôn | okla nha | okii
      okeee | ok 👌 | 👍 nhận | đã nhận nhiệm vụ | em nhận việc rồi | nhận tt | rõ! | rõ rõ | nghe rõ
      biết rồi khổ lắm | em nắm thông tin rồi | em có nhận được rồi | đã tiếp thu | cảm ơn nhắc nhở | cảm ơn bot
      thank you | vâng em cảm ơn | dạ em cám ơn sếp | đã xem ạ | tôi đã đọc | noted ạ | noted with thanks | được em
      đồng ý ạ | ừa | ừ biết rồi | uhm ok | 💯 | 🆗 | ❤️❤️ | dạ okie chị iu | #4 ok | #4 nhận ạ | việc 4 em nhận rồi
      đã nhận #4, #5 | em đã nắm nội dung | Dạ em đã nhận được ạ | nhận rồi nha | vâng nhận rồi | dạ oke chị
      ok anh nhé | Ok sếp | ok bạn | rõ rồi nha | dạ em rõ | em đã rõ ạ | vâng em hiểu rồi ạ | em đã xem rồi
      dạ biết rồi ạ | đã đọc tin | tiếp thu ý kiến | 👍 ạ | 👌👌 | 😍 | cảm ơn | cảm ơn chị nhiều | dạ cảm ơn anh
      ok #7 | #7 rõ | nhận #7 #8
    `,
  },
  'not finished, in other words': {
    intent: 'not-done',
    closes: 'never',
    texts: `
      chưa anh ơi | dạ chưa ạ | chưa xong chị ạ | em chưa làm xong | em chưa gửi được | vẫn chưa | vẫn chưa xong
      chưa đc | chưa kịp làm | chưa tới đâu | chưa đâu vào đâu | không kịp rồi | ko kịp | chắc không kịp
      làm không kịp | đang làm dở | đang tổng hợp | đang chờ số liệu | em đang hoàn thiện | đang in | xong 70% | 50%
      tầm 80% | được một nửa | mới xong một nửa | xong phân nửa | xong gần hết | hầu như xong | chỉ còn ký
      xong phần số liệu | còn chờ lãnh đạo ký | đang trình ký | đã trình lãnh đạo | trình ký rồi
      gửi rồi nhưng chưa ban hành | xong rồi chỉ chờ ký | xong trừ phụ lục | xong mà chưa gửi | sắp gửi | sắp rồi ạ
      mai xong ạ | mai em xong | mai xong nha | sáng mai em nộp | sang mai em gui | chieu em nop | toi em lam
      tối em gửi nhé | chiều mai | thứ hai em gửi | thứ 2 tuần sau xong | t2 em nộp | hết tuần này
      cuối tháng mới xong | ngày 20 em gửi | 20/3 em nộp | em hẹn thứ 6 | tầm 3h chiều | lát nữa | chút nữa | tí gửi
      đợi em tí | để mai | để chiều em làm | em làm liền | làm ngay đây | em sẽ làm | se gui | hứa mai xong
      #5 chưa | 5 chưa xong | #5 mai xong | chưa xong #5 | xong đâu | đã xong đâu | xong gì mà xong | đâu xong
      ko phải xong | chưa xong nha | em quên mất chưa làm | chưa có mẫu | hệ thống lỗi chưa nhập được
      kẹt quá chưa làm được | dạ chưa anh ạ | hôm nay chưa xong | hnay chưa xong đc | nay chưa kịp | hổng kịp
      hông xong nổi | em làm hổng kịp | xong hổng nổi | chưa xong chi hết | chưa có gì | chưa động tới | vẫn đang
      còn đang làm | còn dở | còn một chút | còn tí nữa | còn phần cuối | xong 90 phần trăm | xong ba phần tư
      được nửa rồi | mới làm được 1 ít | mới soạn xong | soạn xong rồi | viết xong chờ duyệt
      đã soạn xong, trình chị Hoa | đã ký nháy | gửi dự thảo rồi | đã gửi xin ý kiến | gửi lãnh đạo duyệt rồi
      sếp chưa ký | anh Nam chưa ký | chưa có chữ ký | còn chờ số | chờ phát hành | chờ đóng dấu | đang đóng dấu
      sắp phát hành | sẽ gửi trong hôm nay | hôm nay em gửi | trong ngày em gửi | trong tuần xong
      nội trong hôm nay | cuối giờ em nộp | đầu giờ chiều gửi | 10h em gửi | trưa nay xong | khuya nay nộp
      sáng thứ 2 em nộp | thứ sáu này xong | mùng 5 em gửi | em gửi sau | gửi sau nha | lát nha | chờ em xíu
      đợi em chút | tối về em làm | mai làm | để thứ 2 | tuần tới em nộp | #4 đang làm | 4 thì mai | 1 với 2 chưa
      cả 2 chưa xong | chưa xong việc nào | ch lm | hem kịp | not yet | Dạ chưa xong anh ơi
      chưa xong ạ em đang làm | em chưa kịp gửi | em chưa nộp được vì mạng lỗi | chưa anh | ko kịp rồi anh
      chắc ko kịp | không xong nổi | em đang viết | đang làm báo cáo | đang xử lý | đang rà lại | làm gần xong
      gần xong rồi ạ | sắp xong rồi | xong 80% | được 3/4 rồi | xong nửa rồi | còn phụ lục chưa xong
      còn thiếu chữ ký | mới xong phần đầu | xong dự thảo chờ sếp duyệt | đang trình sếp | đã trình, chờ ký
      trình chủ tịch rồi | gửi dự thảo cho sếp rồi | mai em trình ký | sáng mai gửi | chiều mai em nộp ạ
      đầu tháng sau em gửi | thứ 4 em gửi | t5 nộp | 15/3 xong | ngày 15/3 em gửi ạ | hẹn mai | mai nha
      tối nha anh | lát em làm | em làm đây | sẽ xong trong tuần này | trong hôm nay xong | #7 chưa xong, mai gửi
      7 chưa | chưa xong việc 7 | có xong đâu anh | đâu xong được
    `,
  },
  'more time, in other words': {
    intent: 'extend',
    closes: 'never',
    texts: `
      xin gia hạn 3 ngày | cho em gia hạn 2 ngày | gia hạn giúp em 2 ngày | gia hạn đến thứ 6 | gia hạn tới 20/3
      gia hạn sang tuần sau | xin thêm vài ngày | xin thêm 1 ngày ạ | cho em thêm 1 ngày | cho xin thêm 2 ngày
      em xin lùi 2 ngày | lùi 1 tuần | lùi đến thứ 2 | cho em hoãn lại 2 hôm | hoãn 3 ngày | xin khất đến cuối tuần
      xin trễ 1 ngày | trễ 2 hôm ạ | em trễ 1 bữa nha | em nộp trễ tới thứ 6 được không | chậm 2 ngày nhé anh
      xin chậm 1 ngày | dời đến 20/3 | dời qua tuần sau | rời sang thứ 2 | gh 3 | gh #5 3 ngày | #5 gia hạn 3 ngày
      #5 xin thêm 2 ngày | gia hạn việc 5 đến 25/3 vì chưa có số liệu | xin thêm thời gian | delay 2 ngày
      nới hạn 1 tuần | cho em tới thứ 6 | cho em nộp vào thứ 6 | xin dời hạn | thêm 3 ngày nữa | xin sếp thêm 2 ngày
      không kịp, xin gia hạn 2 ngày | em xin phép gia hạn thêm 2 ngày nữa ạ | xin gia hạn tới hết tuần
      gia hạn giúp em tới 25/3 | xin anh cho em thêm 2 ngày | chị cho em thêm 1 ngày nha | cho em xin 2 ngày
      xin 2 ngày nữa | xin thêm hai hôm | xin lùi thời hạn | xin lùi lại 3 ngày | lùi giúp em 2 bữa
      cho lùi đến thứ 5 | xin hoãn đến tuần sau | xin dời đến thứ 6 | xin chuyển hạn sang 20/3 | khất 2 ngày
      cho khất tới mai | trễ tới thứ 6 nha | trễ giùm em 2 ngày | em nộp trễ 3 ngày được không | em sẽ trễ 1 ngày
      chậm lại 2 hôm | gia hạn 1 tuần vì đi công tác | #4 xin lùi qua thứ 6 | gia hạn #4 #5 2 ngày | gh #4 đến thứ 6
      gh toi thu 6 | xin them 2 ngay | cho e them 1 bua | xin gia hạn 02 ngày | gia hạn 10 ngày làm việc
      thêm thời gian được không ạ | không xong kịp, cho em thêm 2 ngày | Em xin gia hạn thêm 1 ngày ạ
      xin cho em gia hạn tới thứ 6 | xin gia hạn đến ngày 20/3 | xin thêm 3 ngày vì chờ huyện | thêm 1 ngày nha anh
      cho thêm 2 ngày | lùi giúp em đến thứ 6 | xin lùi hạn 2 ngày | xin hoãn 1 tuần | trễ 3 ngày nha
      xin trễ tới thứ 2 | muộn 2 ngày ạ | dời sang thứ 5 nhé | #7 gia hạn 2 ngày | gia hạn #7 đến 20/3
      gia hạn việc 7 thêm 3 ngày | gh 7 2 ngày | gia hạn được không ạ | xin khất 2 hôm | em xin nộp muộn 2 ngày
      cho em xin thêm ít hôm
    `,
  },
  'asked, in other words': {
    intent: 'question',
    closes: 'never',
    texts: `
      ủa xong rồi mà | ủa gửi rồi mà anh | xong chưa nhỉ | xong chưa vậy em | xog chưa | xong ko | xong rùi hả | xong hết chưa | đã xong chưa | gửi chưa
      nộp ch e | làm tới đâu rồi | tới đâu rồi em | đến đâu rồi | sao rồi | thế nào rồi | ntn rồi | khi nào xong vậy
      chừng nào xong | bao giờ xong | bao giờ hết hạn | hạn chót khi nào | hạn ngày mấy | mấy giờ | ngày mấy
      hôm nào nộp | nộp cho ai ạ | gửi qua đâu | gửi vào đâu ạ | mẫu nào | lấy mẫu ở đâu | có mẫu không ạ
      có mẫu chưa | ai phụ trách | ai làm | việc này của ai | của em hả | việc gì | cái gì | gì vậy | gì thế ạ
      là sao | làm thế nào | làm sao kịp | làm kịp không | sao kịp | có kịp không | kịp k | báo cáo nào
      báo cáo gì ạ | số mấy | #12 là việc gì | việc 12 là gì | còn bao nhiêu việc | còn việc gì nữa
      em còn việc nào | xong rồi mà sao còn nhắc? | có phải báo cáo không | cần ký số không ạ | hả? | tại sao
      xong chưa ta | xong chưa hả | xong rồi chứ | xong chưa đó | rồi chưa | làm chưa | nộp chưa | báo cáo xong chưa
      báo cáo tháng 3 gửi chưa | anh gửi chưa | đã làm chưa | được chưa | sao chưa xong | sao lâu vậy | khi nào có
      khi mô xong | bữa nào nộp | hôm nào hạn | hạn chót là khi nào | hạn ngày bao nhiêu | còn mấy ngày
      còn bao lâu nữa | bao nhiêu việc | nộp cho ai | nộp chỗ nào | gửi đâu | gửi ai | mẫu ở mô
      cho em hỏi mẫu ở đâu | cho em xin mẫu được không | có cần số liệu không | phải làm sao | làm gì | làm gì đây
      việc này làm gì | việc nào vậy | việc 5 là việc nào | #5 tới hạn chưa | đây là việc gì | ủa sao nhắc em
      ai giao | tại sao lại là em | bot là ai | em có việc gì không | hôm nay có việc gì | trễ có sao không
      làm kiểu gì | mẫu biểu nào | gì | sao | xong chưa bạn | xong chưa các em | xong chưa thế | đã xong chưa em
      nộp rồi chưa | gửi rồi hả | gửi báo cáo chưa em | có ai làm chưa | khi nào đến hạn | bao giờ thì hết hạn
      hạn là ngày nào | hạn ngày bao nhiêu vậy | gửi về đâu ạ | gửi cho ai vậy | nộp bằng gì | làm theo mẫu nào
      có mẫu ko | cần gì không | còn gì không | còn bao nhiêu ngày | việc nào | việc 7 là gì vậy | #7 là việc nào
      việc này ai làm | ai chịu trách nhiệm | sao em phải làm | vì sao nhắc em | tới hạn chưa | quá hạn chưa
      nghĩa là sao | ủa gì vậy
    `,
  },
  'called off, in other words': {
    intent: 'cancel',
    closes: 'never',
    texts: `
      hủy đi | huy | hủy việc này | hủy giúp em việc 12 | bỏ #12 | bỏ việc 12 đi | bỏ việc này | thôi bỏ đi
      bỏ qua việc 12 | không cần | ko cần nữa ạ | không cần làm nữa | không làm nữa | việc này khỏi làm | khỏi
      thôi khỏi ạ | dừng lại | dừng nhắc | ngưng | stop việc 12 | xóa #12 | xoá việc này | việc 12 không cần nữa
      việc này không phải làm nữa | đừng nhắc việc này nữa | thôi không cần nữa | hủy nhé | hủy ạ | hủy bỏ việc 5
      cho em hủy việc 5 | xin hủy việc 5 | bỏ giùm việc 5 | bỏ việc số 5 | bỏ #5 với #6 | việc 5 hủy
      việc này bỏ rồi | không cần làm việc này | việc này không cần làm nữa | khỏi nhắc nữa | khỏi cần nữa
      thôi không làm nữa | ngưng nhắc | tắt nhắc | stop nhắc | dừng việc này lại | cancel #5 | huỷ | hủy hết
      hủy việc số 7 | hủy #7 nhé | bỏ việc 7 nha | bỏ việc này giúp em | việc 7 hủy rồi | việc này bỏ
      không cần nữa đâu | không cần báo cáo nữa | không phải làm nữa | thôi khỏi làm | thôi hủy đi | dừng việc này
      stop đi | đừng nhắc em nữa
    `,
  },
  'taken back, in other words': {
    intent: 'undo',
    closes: 'never',
    texts: `
      hoàn tác ạ | hoàn tác #3 | undo giúp em | nhầm ạ | em nhầm | nhầm rồi chị ơi | bấm nhầm ạ | em bấm lộn
      e bấm nhầm xin lỗi | lộn | lộn việc rồi | gõ nhầm | nhầm việc rồi, chưa xong | chưa xong, nhầm | mở lại
      mở lại giúp em | hoàn tác nhé | em nhầm ạ | nhầm rồi em | bấm nhầm rồi | nhầm, chưa xong | lộn ạ, chưa xong
      em trả lời nhầm | nhắn nhầm việc | ấn nhầm | xong nhầm | ghi nhầm rồi | undo nha | hoàn tác em
      nhầm rồi, hoàn tác | em bấm nhầm ạ | em lộn | lộn rồi em ơi | nhắn nhầm ạ | chưa xong, em nhắn nhầm
      bấm lộn việc
    `,
  },
  'something else, in other words': {
    intent: 'other',
    closes: 'never',
    texts: `
      xong luôn cuộc đời | xong phim | chết rồi | toang | ăn sáng xong | họp xong đã | đang họp | em đang họp
      chờ họp xong | họp xong em gọi | ký xong gửi anh | xong việc mới về | nếu kịp thì làm | nếu xong sớm thì tốt
      bao giờ xong thì gửi | xong thì báo | xong báo anh | xong nhớ báo | xong sớm nhé | nhớ xong trước thứ 6
      phải xong hôm nay | phải gửi trước 20/3 | nộp trước ngày 20/3 | hạn 20/3 | yêu cầu hoàn thành | làm đi em
      gửi đi | gửi anh với | anh Tuấn nói đã xong | chị Hoa bảo gửi rồi | nghe bảo xong rồi | anh Hùng làm xong rồi
      Lan xong rồi | kế toán gửi rồi | văn thư đã gửi ạ | Minh đã nộp rồi anh
      bên tài chính gửi rồi | huyện nói xong rồi | giao Lan làm | chuyển việc này cho anh Nam | để Lan làm
      việc này của chị Hoa | không phải việc của em | em nghỉ phép | 😅 | 🤔 | :)) | ơ | ủa | hello | chào buổi sáng
      trời mưa quá | 😢 | rồi nha | thì r | k | nếu xong em báo | nếu được thì mai gửi | xong thì nghỉ
      hễ xong là báo | lúc nào xong thì nhắn | xong chuyện | xong đời trai | xong rồi đời em | thế là xong
      vậy là xong | coi như xong | cứ xong là được | gấp lắm | gấp nhé | làm đi | gửi gấp | gửi sớm nhé em
      em nhớ làm nhé | các đồng chí hoàn thành trước 20/3 | yêu cầu gửi trước 17h | đề nghị các đồng chí gửi báo cáo
      chị Lan gửi rồi | anh Nam làm việc này | việc này anh Nam làm | giao cho Lan | nhờ anh Nam | không phải em
      đi họp | em bận họp | đang ăn cơm | tan họp em gọi | uống nước xong | 😂😂😂 | 🤣 | 😱 | hehehe | hic | !!! | 12
      abc | test | ahihi | trời ơi | mệt quá | nóng quá | chúc sếp cuối tuần vui vẻ | anh Bảy nói xong rồi
      chị Thu bảo chưa xong | nghe anh Nam nói xong rồi | nếu xong sớm em gửi | khi nào xong báo chị
      xong nhớ gửi chị nhé | xong thì nghỉ đi em | phải hoàn thành trước 25/3 | cần gửi trước 16h | nhớ nộp đúng hạn
      gửi ngay cho chị | làm cho xong đi | họp xong chưa về | ăn xong chưa | coi phim xong rồi | xong phim luôn
      xong đời rồi | chuyển anh Hùng | giao chị Hoa làm | nhờ Lan gửi giúp | việc của anh Nam mà
      em đang đi công tác | mai em nghỉ phép | 😂 | 🤣🤣 | 😡 | =)) | hahaha | r ạ | .. | thôi
    `,
  },
};
