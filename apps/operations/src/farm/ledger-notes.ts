/** What the ledger's figures mean, line by line, in both languages. */
export const LEDGER_NOTES: readonly { vi: string; en: string }[] = [
  {
    vi: 'Mỗi dòng đậm là tổng của một khu tưới, các dòng dưới là từng thửa, mỗi thửa một vụ: từ ngày gieo (hoặc từ khi có số liệu thời tiết, muộn nhất 200 ngày trước) đến ngày gặt, hoặc đến hôm nay.',
    en: 'Each bold line is the sum of a block, those below it are its plots, one season each: from the day of sowing (or from when weather is known, 200 days back at most) to the harvest, or to today.',
  },
  {
    vi: 'Đã lấy (m³): nước lấy từ kênh như người dân báo: số giờ bơm × lượng nước của máy hoặc cống (m³/giờ).',
    en: 'Taken (m³): water taken from the canal as people told: hours of pump × what pump or gate gives (m³/h).',
  },
  {
    vi: 'Chưa báo (m³): ống đo cho thấy ruộng có nhiều nước hơn tính toán, nghĩa là đã lấy nước mà không ai báo. Chỉ tính phần còn lại sau khi bù trừ cả vụ; không tính lần đo đầu tiên, vì trước đó mực nước chỉ là giả định.',
    en: 'Untold (m³): the tube shows more water than reckoned: it was let in and nobody told of it. What is left over the whole season counts, without the first reading: until then the level was assumed.',
  },
  {
    vi: 'Mưa trên ruộng (m³): lượng mưa (mm) × diện tích (m²) ÷ 1000.',
    en: 'Rain on the field (m³): rain (mm) × area (m²) ÷ 1000.',
  },
  {
    vi: 'Số đợt khô xen kẽ: số lần mực nước xuống tới 10 cm dưới mặt ruộng rồi được cho ngập lại (tưới ướt khô xen kẽ, AWD).',
    en: 'Dry cycles: how often the level fell to 10 cm below the surface and was flooded again (alternate wetting and drying).',
  },
  {
    vi: 'Nếu ngập liên tục (m³): chỉ lúa. Cùng thời tiết đó, nếu ruộng luôn giữ ngập 3–5 cm (dưới 3 cm thì cho lên 5 cm, trừ giai đoạn rút nước) thì phải lấy từ kênh bấy nhiêu. Đây là kết quả tính, không phải số đo.',
    en: 'If always flooded (m³): rice alone. What would have been taken from the canal in the same weather if the field had stood 3–5 cm deep all the time (below 3 cm filled to 5 cm, but for the time it is drained). Reckoned, not measured.',
  },
  {
    vi: 'Tiết kiệm (m³) = Nếu ngập liên tục − Đã lấy − Chưa báo. Số âm: đã dùng nhiều hơn. Tiết kiệm (%) = Tiết kiệm ÷ Nếu ngập liên tục.',
    en: 'Saved (m³) = If always flooded − Taken − Untold. Below nothing: more was taken. Saved (%) = Saved ÷ If always flooded.',
  },
  {
    vi: 'Chưa rõ: mới tính được chưa đủ 30 ngày; cả vụ không ai báo, không ai đo; hoặc theo những gì đã báo thì ruộng cạn quá 20 cm lâu hơn 5 ngày mà không ai đo, nghĩa là có lấy nước mà không báo. Thửa như vậy không tính vào "Nếu ngập liên tục" và "Tiết kiệm" của khu; số thửa ghi ở dòng tổng.',
    en: 'Not known: fewer than 30 days are counted; nobody told of anything or measured in the whole season; or by what was told the field was dry below 20 cm for more than 5 days while nobody measured, so that water was let in untold. Such plots are in neither "If always flooded" nor "Saved" of their block; its line says how many there are.',
  },
  {
    vi: 'Bốc thoát hơi tính theo FAO-56; nước thấm và hiệu suất kênh lấy từ bảng có sẵn của hub nếu xã chưa khai. Người không báo đã bơm làm "Đã lấy" thấp hơn thật, nhất là ở thửa không có ống đo. Trang ba (ET0): từng ngày tính bằng cách nào, số liệu nào phải bù.',
    en: 'Evapotranspiration after FAO-56; percolation and losses of canals are of the hub’s own table where the commune entered none. Who does not tell of pumping makes "Taken" lower than it was, above all where there is no tube. The third sheet (ET0): how each day was reckoned, and what of it was filled.',
  },
];
