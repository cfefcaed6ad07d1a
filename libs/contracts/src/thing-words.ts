/** What the registry knows beside devices: kinds of things with their names for people. */
export const THINGS = {
  hamlet: { vi: 'Thôn', en: 'Hamlet' },
  site: { vi: 'Điểm đặt', en: 'Site' },
  block: { vi: 'Khu tưới', en: 'Irrigation block' },
  plot: { vi: 'Thửa ruộng', en: 'Plot' },
  canal: { vi: 'Kênh mương', en: 'Canal' },
  structure: { vi: 'Công trình', en: 'Structure' },
  'camera-group': { vi: 'Nhóm camera', en: 'Camera group' },
  camera: { vi: 'Góc nhìn camera', en: 'Camera view' },
  source: { vi: 'Nguồn nước thải', en: 'Waste-water source' },
  'smoke-source': { vi: 'Nguồn khói cố định', en: 'Fixed source of smoke' },
} as const;
export type ThingKind = keyof typeof THINGS;
export const THING_KINDS = Object.keys(THINGS) as ThingKind[];

/** What grows on a plot. */
export const CROPS = {
  rice: { vi: 'Lúa', en: 'Rice' },
  maize: { vi: 'Ngô', en: 'Maize' },
  vegetable: { vi: 'Rau màu', en: 'Vegetables' },
  'sweet-potato': { vi: 'Khoai lang', en: 'Sweet potato' },
  cassava: { vi: 'Sắn', en: 'Cassava' },
  peanut: { vi: 'Lạc', en: 'Peanut' },
  soybean: { vi: 'Đậu tương', en: 'Soybean' },
  sugarcane: { vi: 'Mía', en: 'Sugar cane' },
  flower: { vi: 'Hoa, cây cảnh', en: 'Flowers' },
  fruit: { vi: 'Cây ăn quả', en: 'Fruit trees' },
  'industrial-tree': { vi: 'Cây công nghiệp', en: 'Industrial trees' },
  aquaculture: { vi: 'Nuôi trồng thủy sản', en: 'Aquaculture' },
  fallow: { vi: 'Bỏ trống', en: 'Fallow' },
} as const;
export type Crop = keyof typeof CROPS;

/** What a field's soil is, by its texture (FAO-56 table 19); what it holds stands in reference/irrigation.json. */
export const SOILS = {
  'heavy-clay': { vi: 'Sét nặng', en: 'Heavy clay' },
  'loamy-sand': { vi: 'Cát pha', en: 'Loamy sand' },
  'sandy-loam': { vi: 'Thịt pha cát', en: 'Sandy loam' },
  loam: { vi: 'Đất thịt', en: 'Loam' },
  'silt-loam': { vi: 'Thịt pha limon', en: 'Silt loam' },
  silt: { vi: 'Limon', en: 'Silt' },
  'silty-clay': { vi: 'Sét pha limon', en: 'Silty clay' },
  clay: { vi: 'Đất sét', en: 'Clay' },
} as const;
export type Soil = keyof typeof SOILS;

/** How water comes from the gate to the fields of a block: how much of it is lost on the way. */
export const DELIVERIES = {
  earth: { vi: 'Mương đất', en: 'Earth ditch' },
  lined: { vi: 'Mương xây', en: 'Lined ditch' },
  pipe: { vi: 'Ống', en: 'Pipe' },
} as const;
/** Who is told when water is needed: whoever keeps the block's turns, or each farmer. */
export const TOLD_OF_WATER = {
  keeper: { vi: 'Người giữ nước', en: 'The water-turn keeper' },
  farmers: { vi: 'Từng hộ', en: 'Each farmer' },
} as const;

export const SOURCE_TYPES = {
  production: { vi: 'Cơ sở sản xuất', en: 'Production site' },
  trade: { vi: 'Kinh doanh, dịch vụ', en: 'Trade and services' },
  livestock: { vi: 'Chăn nuôi', en: 'Livestock' },
  aquaculture: { vi: 'Nuôi trồng thủy sản', en: 'Aquaculture' },
  'craft-village': { vi: 'Làng nghề', en: 'Craft village' },
  domestic: { vi: 'Nước thải sinh hoạt', en: 'Domestic waste water' },
  other: { vi: 'Nguồn khác', en: 'Another source' },
} as const;
export type SourceType = keyof typeof SOURCE_TYPES;
/** What it pours out, as far as that is known better than by its type: what it does to water is told by it. */
export const WASTES = {
  food: { vi: 'Chế biến lương thực (bún, miến, tinh bột)', en: 'Food (noodles, starch)' },
  slaughter: { vi: 'Giết mổ', en: 'Slaughter' },
  dyeing: { vi: 'Dệt nhuộm, giặt', en: 'Dyeing, laundry' },
  plating: { vi: 'Cơ khí, mạ kim loại', en: 'Metal working, plating' },
  livestock: { vi: 'Chăn nuôi', en: 'Livestock' },
  aquaculture: { vi: 'Nuôi trồng thủy sản', en: 'Aquaculture' },
  domestic: { vi: 'Sinh hoạt, chợ', en: 'Domestic, market' },
} as const;
export type WasteName = keyof typeof WASTES;
export const RECEIVERS = {
  canal: { vi: 'Kênh, sông chưa biết lưu lượng', en: 'Canal or river of unknown flow' },
  river: { vi: 'Sông biết lưu lượng', en: 'River of known flow' },
  lake: { vi: 'Hồ, ao', en: 'Lake or pond' },
  sewer: { vi: 'Cống thoát nước chung chưa có trạm xử lý', en: 'Municipal sewer without a treatment plant' },
  'coast-life': { vi: 'Biển ven bờ: bảo vệ thủy sinh, bãi tắm', en: 'Coast: aquatic life or bathing' },
  coast: { vi: 'Biển ven bờ, mục đích khác', en: 'Coast, another use' },
} as const;
/** Receiving water by its class, where nobody knows the figure: m³/s of a river in its driest months, m³ of a lake (Kq). */
export const RECEIVER_CLASSES = {
  'river-50': { vi: 'Sông đến 50 m³/s', en: 'River up to 50 m³/s', of: 'river', upTo: 50 },
  'river-200': {
    vi: 'Sông trên 50 đến 200 m³/s',
    en: 'River over 50, up to 200 m³/s',
    of: 'river',
    over: 50,
    upTo: 200,
  },
  'river-500': {
    vi: 'Sông trên 200 đến 500 m³/s',
    en: 'River over 200, up to 500 m³/s',
    of: 'river',
    over: 200,
    upTo: 500,
  },
  'river-more': { vi: 'Sông trên 500 m³/s', en: 'River over 500 m³/s', of: 'river', over: 500 },
  'lake-10': { vi: 'Hồ đến 10 triệu m³', en: 'Lake up to 10 million m³', of: 'lake', upTo: 10_000_000 },
  'lake-100': {
    vi: 'Hồ trên 10 đến 100 triệu m³',
    en: 'Lake over 10, up to 100 million m³',
    of: 'lake',
    over: 10_000_000,
    upTo: 100_000_000,
  },
  'lake-more': { vi: 'Hồ trên 100 triệu m³', en: 'Lake over 100 million m³', of: 'lake', over: 100_000_000 },
} as const;
/** Discharge by its class, where nobody knows the figure: m³ a day (Kf). */
export const FLOW_CLASSES = {
  'to-50': { vi: 'Đến 50 m³/ngày', en: 'Up to 50 m³ a day', upTo: 50 },
  'to-500': { vi: 'Trên 50 đến 500 m³/ngày', en: 'Over 50, up to 500 m³ a day', over: 50, upTo: 500 },
  'to-5000': { vi: 'Trên 500 đến 5.000 m³/ngày', en: 'Over 500, up to 5,000 m³ a day', over: 500, upTo: 5000 },
  more: { vi: 'Trên 5.000 m³/ngày', en: 'Over 5,000 m³ a day', over: 5000 },
} as const;
/** Where the water of a source is looked at. Its limits hold at an outlet alone. */
export const POINT_PLACES = {
  outlet: { vi: 'Cửa xả', en: 'Outlet' },
  inside: { vi: 'Trong cơ sở', en: 'Inside the site' },
  receiving: { vi: 'Nguồn tiếp nhận', en: 'Receiving water' },
} as const;
export type PointPlace = keyof typeof POINT_PLACES;
/** Large: a hotel of 50 rooms and more, an office of 10,000 m², and so on (QCVN 14:2008). */
export const SITE_SIZES = {
  small: { vi: 'Nhỏ', en: 'Small' },
  large: { vi: 'Lớn', en: 'Large' },
} as const;

export const SMOKE_SOURCE_TYPES = {
  'brick-kiln': { vi: 'Lò gạch, lò gốm, lò vôi', en: 'Brick, pottery or lime kiln' },
  boiler: { vi: 'Nồi hơi, lò sấy', en: 'Boiler or dryer' },
  charcoal: { vi: 'Lò than', en: 'Charcoal kiln' },
  incense: { vi: 'Lò hương, lò hóa vàng', en: 'Incense works, votive-paper burner' },
  rubbish: { vi: 'Lò đốt rác', en: 'Waste incinerator' },
  kitchen: { vi: 'Bếp tập thể, hàng quán', en: 'Large kitchen' },
  other: { vi: 'Nguồn khác', en: 'Another source' },
} as const;
export type SmokeSourceType = keyof typeof SMOKE_SOURCE_TYPES;
/** How far the smoke of a fixed source may begin from its point, metres. */
export const SMOKE_SOURCE_RADIUS_M = { least: 20, usual: 100, most: 500 } as const;
/** What it adds to PM2.5 at the station that smells it most, µg/m³: a fire that adds more than the most hides behind none. */
export const SMOKE_SOURCE_PM25 = { least: 20, usual: 60, most: 200 } as const;

export const STRUCTURE_TYPES = {
  gate: { vi: 'Cống', en: 'Gate' },
  pump: { vi: 'Trạm bơm', en: 'Pump' },
} as const;
export type StructureType = keyof typeof STRUCTURE_TYPES;
