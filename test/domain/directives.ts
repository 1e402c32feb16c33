import type { Nameable } from '../../src/domain/directive-people.ts';

/** People and positions of the office in the samples. */
export const NAMES: readonly Nameable[] = [
  { name: 'Văn phòng UBND', written: ['Văn phòng UBND', 'Văn phòng UBND xã', 'Văn phòng HĐND và UBND xã'] },
  { name: 'Công chức Tư pháp', written: ['Công chức Tư pháp', 'Công chức Tư pháp - Hộ tịch'] },
  { name: 'Công chức Văn hóa – Xã hội', written: ['Công chức Văn hóa – Xã hội', 'Công chức Văn hóa - Xã hội'] },
  { name: 'Bộ phận Tiếp nhận và Trả kết quả', written: ['Bộ phận Tiếp nhận và Trả kết quả', 'Bộ phận Một cửa'] },
  { name: 'UBND xã', written: ['UBND xã', 'UBND các xã, thị trấn'] },
  { name: 'Nguyễn Thị Lan', written: ['Nguyễn Thị Lan'] },
  { name: 'Trần Văn Minh', written: ['Trần Văn Minh'] },
];

/** With the whole letterhead, numbered points and the list of those who get a copy. */
export const WITH_LETTERHEAD = `UBND TỈNH AN GIANG
VĂN PHÒNG
-------
Số: 1245/VPUBND-KSTT
V/v báo cáo kết quả kiểm soát thủ tục hành chính quý IV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Giang, ngày 18 tháng 11 năm 2026

Kính gửi:
- UBND các xã, phường, đặc khu;
- Trung tâm Phục vụ hành chính công tỉnh.

Thực hiện Kế hoạch số 88/KH-UBND ngày 15/01/2026 của UBND tỉnh về kiểm soát thủ tục hành chính năm 2026, Văn phòng UBND tỉnh đề nghị các đơn vị thực hiện một số nội dung sau:

1. Rà soát, thống kê số liệu hồ sơ giải quyết thủ tục hành chính từ ngày 15/9/2026 đến ngày 14/12/2026; hoàn thành trước ngày 16/12/2026.
2. Báo cáo kết quả kiểm soát thủ tục hành chính quý IV về Văn phòng UBND tỉnh chậm nhất ngày 20/12/2026 để tổng hợp.
3. Cập nhật 100% phản ánh, kiến nghị trên Cổng Dịch vụ công quốc gia trước ngày 10 hằng tháng.

Trân trọng./.

Nơi nhận:
- Như trên;
- Lưu: VT, KSTT.
TL. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
(Đã ký)
Lê Văn Tâm`;

/** An internal one that gives each point to somebody. */
export const INTERNAL = `UBND XÃ PHÚ TÂN
Số: 97/UBND-VP
V/v chuẩn bị làm việc với đoàn kiểm tra cải cách hành chính
Phú Tân, ngày 20 tháng 11 năm 2026

Kính gửi: Các công chức chuyên môn thuộc UBND xã

Thực hiện Thông báo số 301/TB-SNV ngày 16/11/2026 của Sở Nội vụ về việc kiểm tra cải cách hành chính, Chủ tịch UBND xã yêu cầu:

1. Giao Văn phòng UBND chủ trì, phối hợp với Công chức Tư pháp xây dựng báo cáo cải cách hành chính năm 2026, trình Chủ tịch UBND xã trước ngày 27/11/2026.
2. Công chức Văn hóa - Xã hội chuẩn bị hồ sơ, tài liệu về chuyển đổi số. Hoàn thành trước 16 giờ ngày 26/11/2026.
3. Bộ phận Một cửa niêm yết lại bộ thủ tục hành chính, xong trước ngày 25/11/2026.
4. Đồng chí Nguyễn Thị Lan theo dõi, đôn đốc việc thực hiện.

Đề nghị các công chức nghiêm túc thực hiện.
Nơi nhận:
- Như Kính gửi;
- Lưu: VT.
CHỦ TỊCH
Huỳnh Văn Nam`;

/** Forwarded without letterhead, in one paragraph. */
export const ONE_PARAGRAPH =
  'Sở Tư pháp có Công văn số 2210/STP-PBGDPL ngày 19/11/2026 về việc hưởng ứng Ngày Pháp luật. Theo đó đề nghị UBND các xã, phường tổ chức ít nhất 01 hội nghị tuyên truyền pháp luật, hoàn thành trước ngày 05/12/2026. Báo cáo kết quả tổ chức về Sở Tư pháp trước ngày 10/12/2026, đồng thời gửi bản mềm qua địa chỉ thư điện tử của Sở.';

/** The points stand under the position that they are for. */
export const BY_POSITION = `KẾ HOẠCH
Số: 15/KH-UBND
Triển khai chuyển đổi số 6 tháng cuối năm 2026
Căn cứ Kế hoạch số 44/KH-UBND ngày 02/02/2026 của UBND tỉnh;
UBND xã ban hành kế hoạch với các nội dung sau:
II. PHÂN CÔNG THỰC HIỆN
1. Công chức Văn hóa – Xã hội:
- Tham mưu thành lập tổ công nghệ số cộng đồng, xong trong tháng 12/2026.
- Định kỳ ngày 20 hằng tháng báo cáo tiến độ cho Chủ tịch UBND xã.
2. Bộ phận Tiếp nhận và Trả kết quả:
- Số hóa hồ sơ, giấy tờ đầu vào.
- Báo cáo tỷ lệ hồ sơ trực tuyến trước 10 giờ thứ Sáu hằng tuần.
III. KINH PHÍ
Kinh phí thực hiện từ nguồn ngân sách năm 2026.`;

/** One deadline for everything. */
export const ONE_DEADLINE = `Kính gửi: Các ban, ngành thuộc UBND xã Phú Tân
Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa. Để chuẩn bị tổng kết năm, Chủ tịch UBND xã giao:
a) Công chức Tư pháp: thống kê số liệu chứng thực, hộ tịch năm 2026;
b) Văn phòng UBND: tổng hợp dự thảo báo cáo tổng kết;
c) Đồng chí Trần Văn Minh: chuẩn bị cơ sở vật chất phục vụ hội nghị.
Các nội dung trên hoàn thành trước ngày 15/12/2026. Trong quá trình thực hiện nếu có vướng mắc, liên hệ số điện thoại 0912345678.`;

/** A telegram: urgent, with a clock time and a term counted from an event. */
export const TELEGRAM = `CÔNG ĐIỆN
Về việc ứng phó với triều cường
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN GIANG ĐIỆN:
- Chủ tịch UBND các xã, phường;
- Giám đốc các Sở, ngành.
Theo tin của Đài Khí tượng Thủy văn, từ ngày 22/11/2026 đến ngày 27/11/2026 mực nước lên nhanh. Chủ tịch UBND tỉnh yêu cầu:
1. Tổ chức trực ban 24/24 giờ, kiểm tra các tuyến đê xung yếu, báo cáo tình hình trước 16 giờ hằng ngày.
2. Báo cáo thiệt hại trong vòng 02 ngày kể từ ngày kết thúc đợt triều cường về Ban Chỉ huy Phòng thủ dân sự tỉnh.
3. Rà soát phương án sơ tán, gửi về Văn phòng UBND tỉnh trước 17h00 ngày 23/11/2026.`;

/** A list of documents and dates, and one real deadline among them. */
export const MANY_DATES = `Số: 560/SNV-CCHC
V/v lấy ý kiến dự thảo
An Giang, ngày 12 tháng 11 năm 2026
Kính gửi: UBND các xã, phường, đặc khu
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025; Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021;
Sở Nội vụ đang xây dựng dự thảo Kế hoạch thay thế Kế hoạch số 712/KH-UBND ngày 18/11/2020. Hội nghị góp ý đã được tổ chức ngày 05/11/2026 với 96 đơn vị tham dự, kinh phí 22.000.000 đồng.
Sở Nội vụ gửi dự thảo và đề nghị quý đơn vị nghiên cứu, góp ý bằng văn bản gửi về Sở Nội vụ (qua Phòng Cải cách hành chính, điện thoại 0296.3852.123) trước ngày 25/11/2026. Sau thời hạn trên, đơn vị không có ý kiến được xem là thống nhất.
Trân trọng ./.`;

/** An invitation. */
export const INVITATION = `GIẤY MỜI
Số: 33/GM-UBND
Phú Tân, ngày 19 tháng 11 năm 2026
Ủy ban nhân dân xã trân trọng kính mời: Trưởng các ban, ngành dự họp giao ban tháng 11.
Thời gian: 07 giờ 30 phút, ngày 24/11/2026 (thứ Ba).
Địa điểm: Hội trường UBND xã.
Đề nghị Văn phòng UBND chuẩn bị tài liệu và gửi đến các đại biểu trước ngày 23/11/2026.`;

/** Typed without diacritics in a hurry. */
export const WITHOUT_MARKS = `UBND tinh vua co cong van so 3321/UBND-KGVX ngay 20/11/2026 ve viec tang cuong phong chong dich benh mua lanh. Yeu cau cac xa ra soat doi tuong tiem chung, lap danh sach gui ve So Y te truoc ngay 30/11/2026. Cong chuc Van hoa - Xa hoi tong hop so lieu bao cao UBND xa cham nhat ngay 28/11/2026 de kip tong hop.`;

/** Lines broken by the mail program. */
export const BROKEN_LINES = `Số: 412/UBND-KT
V/v rà soát hộ nghèo
Kính gửi: UBND các xã

UBND tỉnh đề nghị UBND các xã khẩn trương tổ
chức rà soát hộ nghèo, hộ cận nghèo năm 2026
và báo cáo kết quả về Sở Nông nghiệp và Môi
trường trước ngày 05/12/2026.
Quá thời hạn trên, đơn vị nào không báo cáo thì
Chủ tịch UBND xã chịu trách nhiệm.`;

/** Copied out of a word processor: the letterhead's two columns in one line, and ranges that are no deadlines. */
export const TWO_COLUMNS = `UBND XÃ PHÚ TÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG                     Độc lập - Tự do - Hạnh phúc
Số: 145/VP-TH                Phú Tân, ngày 28 tháng 11 năm 2026
V/v chuẩn bị hội nghị tổng kết năm 2026
Kính gửi: Các công chức, bộ phận chuyên môn UBND xã

Thực hiện Chương trình công tác năm 2026, Chủ tịch UBND xã có ý kiến chỉ đạo như sau:
1. Giao Văn phòng UBND chủ trì, phối hợp với Công chức Văn hóa – Xã hội xây dựng dự thảo báo cáo tổng kết, trình Chủ tịch trước ngày 10/12/2026.
2. Giao Công chức Tư pháp tổng hợp số liệu hộ tịch, chứng thực 11 tháng năm 2026 gửi về Văn phòng UBND chậm nhất 17h00 ngày 05/12/2026 để tổng hợp.
3. Bộ phận Tiếp nhận và Trả kết quả thống kê hồ sơ trễ hạn từ ngày 01/01/2026 đến 30/11/2026, báo cáo trong ngày 04/12/2026.
4. Hội nghị tổ chức lúc 07 giờ 30 ngày 15/12/2026 tại Hội trường UBND xã.
Yêu cầu các bộ phận nghiêm túc thực hiện./.
Nơi nhận:
- Như trên;
- TT. Đảng ủy;
- Lưu: VT.
CHÁNH VĂN PHÒNG
Phạm Quốc Bảo`;

/** What a chairman forwards in the chat. */
export const ORDERS =
  'Đ/c Lan tổng hợp báo cáo cải cách hành chính gửi trước 16h ngày 5/12. Đ/c Minh rà soát hồ sơ chứng thực xong trong tuần này. Đ/c Hoa chuẩn bị hội trường sáng thứ 2.';

/** Damaged by character recognition. */
export const RECOGNISED = `SỞ TƯ PHÁP TỈNH AN GIANG
Số: 2 345 /STP-XDPBPL
V/v báo cáo c ông tác PBGDPL năm 2026
An Giang, ngày 25 tháng 11 năm 2026
Kính gửi: Ủy ban nhân dân các xã, phường, đặc khu
Căn cứ Luật Phổ biến, giáo dục pháp luật ngày 20/6/2012;
Để có cơ sở báo cáo Bộ Tư pháp theo quy định, Sở Tư pháp đề nghị Ủy ban nhân dân các xã, phường, đặc khu:
- Báo cáo kết quả công tác phổ biến, giáo dục pháp luật năm 2026 (số liệu từ 01/12/2025 đến 30/11/2026), gửi về Sở Tư pháp trướcngày 08/12/2026.
- Đăng ký nhu cầu tập huấn năm 2027 gửi trư ớc ngày 15/12/2026 qua email phongpbgdpl@angiang.gov.vn.
Mọi vướng mắc liên hệ đ/c Nguyễn Văn A, SĐT 0912.345.678.
Nơi nhận: - Như trên; - Lưu: VT, PBGDPL.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
(đã ký)`;

/** The conclusions of a meeting, by field. */
export const CONCLUSIONS = `UBND XÃ PHÚ TÂN
THÔNG BÁO
Kết luận của Chủ tịch UBND xã Đặng Văn Hùng tại cuộc họp giao ban ngày 30/11/2026
Số: 88/TB-UBND
Phú Tân, ngày 01/12/2026
Ngày 30/11/2026, tại Hội trường UBND xã, đồng chí Đặng Văn Hùng - Chủ tịch UBND xã chủ trì cuộc họp giao ban. Sau khi nghe báo cáo, Chủ tịch UBND xã kết luận:
1. Về công tác tư pháp: Giao đồng chí Trần Văn Minh hoàn thiện hồ sơ xã đạt chuẩn tiếp cận pháp luật, trình UBND xã trước ngày 12/12/2026. Thời gian gửi hồ sơ về huyện: 20/12/2026.
2. Về văn hóa: Đồng chí Lê Thị Hoa tham mưu kế hoạch đón Tết; thời hạn: 15/12/2026.
3. Về một cửa: Đồng chí Võ Thị Mai khắc phục tình trạng hồ sơ trễ hạn. Hoàn thành: trước 31/12/2026.
4. Văn phòng UBND đôn đốc, tổng hợp báo cáo Chủ tịch UBND xã trước 15h thứ Sáu hàng tuần.
Trên đây là kết luận của Chủ tịch, thông báo để các bộ phận biết, thực hiện.
TM. ỦY BAN NHÂN DÂN`;

/** Pictures as bullets, markup, and times of day. */
export const PICTURES = `<b>CÔNG ĐIỆN</b> HỎA TỐC
Số: 05/CĐ-UBND 🔴🔴
**V/v** ứng phó bão số 12
Phú Tân, ngày 01/12/2026
Kính gửi: - Công chức Địa chính - Xây dựng; - Trưởng các ấp
Chủ tịch UBND xã điện:
1️⃣ Công chức Tư pháp trực 24/24h, báo cáo nhanh trước 17h hằng ngày về Văn phòng UBND;
2️⃣ Văn phòng UBND tổng hợp, báo cáo UBND tỉnh trước 18h ngày 01/12/2026 và 7h ngày 02/12/2026;
3️⃣ Kiểm tra, gia cố nhà cửa xong trước 22h đêm nay.`;

/** Terms from its own receipt, and points for others. */
export const FROM_RECEIPT = `ỦY BAN NHÂN DÂN TỈNH AN GIANG
_______
Số: 3567/UBND-KSTT
V/v đẩy mạnh số hóa hồ sơ, giấy tờ
                           An Giang, ngày 27 tháng 11 năm 2026
Kính gửi:
 - Các sở, ban, ngành tỉnh;
 - UBND các xã, phường, đặc khu.

Xét đề nghị của Văn phòng UBND tỉnh tại Tờ trình số 456/TTr-VPUBND ngày 24/11/2026, Chủ tịch UBND tỉnh yêu cầu:
1. UBND các xã, phường, đặc khu:
a) Rà soát, số hóa 100% kết quả giải quyết thủ tục hành chính còn hiệu lực, hoàn thành trước ngày 31/12/2026;
b) Định kỳ trước ngày 20 hằng tháng báo cáo kết quả về Văn phòng UBND tỉnh;
c) Trong vòng 03 ngày làm việc kể từ ngày nhận được Công văn này, cử 01 cán bộ đầu mối gửi danh sách về Văn phòng UBND tỉnh.
2. Giao Sở Khoa học và Công nghệ hướng dẫn kỹ thuật trước ngày 05/12/2026.
3. Công văn này thay thế Công văn số 1200/UBND-KSTT ngày 15/3/2025.
Yêu cầu Thủ trưởng các đơn vị nghiêm túc triển khai thực hiện./.

Nơi nhận:
- Như trên;
- CT, các PCT UBND tỉnh;
- Lưu: VT.`;
