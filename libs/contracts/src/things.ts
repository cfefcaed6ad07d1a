import { z } from 'zod';
import { communeCodeSchema, idSchema, versionSchema } from './devices.js';
import { areaSchema, lonLatSchema, polygonSchema } from './geometry.js';
import { dateSchema } from './rosters.js';

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
export const thingKindSchema = z.enum(THING_KINDS as [ThingKind, ...ThingKind[]]);

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
export const cropSchema = z.enum(Object.keys(CROPS) as [Crop, ...Crop[]]);

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
export const soilSchema = z.enum(Object.keys(SOILS) as [Soil, ...Soil[]]);

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
const keysOf = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]];
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

const base = {
  id: idSchema,
  commune: communeCodeSchema,
  /** Counts its changes from 1. A change names the version that it was made from. */
  version: versionSchema,
};
const name = z.string().trim().min(1).max(120);
const lat = z.number().min(-90).max(90);
const lon = z.number().min(-180).max(180);

/** The smallest place with people: thôn, ấp, bản, tổ dân phố. */
export const hamletSchema = z.object({ ...base, name, area: areaSchema.optional() });

/**
 * A spot where devices stand, one after the other. Its history is theirs. A device that has a site is where the site is:
 * hamlet, nearest named place, position, block and plot are the site's.
 */
export const siteSchema = z.object({
  ...base,
  name,
  hamlet: idSchema.optional(),
  /** Nearest place with a name, as a sentence uses it: "gần nhà văn hóa". */
  place: z.string().trim().min(1).max(160).optional(),
  lat,
  lon,
  block: idSchema.optional(),
  plot: idSchema.optional(),
});

const minuteOfDay = z.int().min(0).max(1440);
/** Fields that get their water together. */
export const blockSchema = z.object({
  ...base,
  name,
  hamlet: idSchema.optional(),
  area: areaSchema.optional(),
  /** Id of the person who keeps its turns. */
  keeper: idSchema.optional(),
  told: z
    .enum(Object.keys(TOLD_OF_WATER) as [keyof typeof TOLD_OF_WATER, ...(keyof typeof TOLD_OF_WATER)[]])
    .optional(),
  delivery: z.enum(Object.keys(DELIVERIES) as [keyof typeof DELIVERIES, ...(keyof typeof DELIVERIES)[]]).optional(),
  /** From the gate or pump to its middle, minutes. */
  travelMin: z.number().min(0).max(20_000).optional(),
  /** What comes to it at most, m³/h. */
  flowM3h: z.number().positive().max(1_000_000).optional(),
  /** When water may be taken (power, turns): minutes of the day in Vietnam's time. Absent: at any hour. */
  hours: z
    .array(z.object({ from: minuteOfDay, to: minuteOfDay }))
    .max(6)
    .optional(),
  /** Device that measures the water where it is taken. */
  watched: idSchema.optional(),
});

export const plotSchema = z.object({
  ...base,
  area: polygonSchema,
  crop: cropSchema,
  /** As the land paper has it; what the polygon measures where nobody says otherwise. */
  areaM2: z.number().positive().max(10_000_000),
  /** Id of a person. */
  owner: idSchema.optional(),
  /** What the owner calls it. */
  ownName: z.string().trim().min(1).max(80).optional(),
  block: idSchema.optional(),
  hamlet: idSchema.optional(),
  soil: soilSchema.optional(),
  /** When the crop that stands there was sown or planted out, and when it was, or will be, harvested. */
  sownOn: dateSchema.optional(),
  harvestOn: dateSchema.optional(),
  /** What its own pump gives, m³/h. */
  pumpM3h: z.number().positive().max(10_000).optional(),
});

const nodeId = idSchema;
/** Canals meet at nodes; `of` names a node of another canal that is the same place as this one. */
export const canalNodeSchema = z.object({
  id: nodeId,
  name: name.optional(),
  lat,
  lon,
  of: z.object({ canal: idSchema, node: nodeId }).optional(),
});
/** A stretch between two nodes, in the direction in which water usually flows. */
export const canalReachSchema = z.object({
  id: nodeId,
  from: nodeId,
  to: nodeId,
  /** Metres; what the line measures where nobody says otherwise. */
  lengthM: z.number().positive().max(200_000),
  /** Bends between the two nodes. */
  via: z.array(lonLatSchema).max(500).optional(),
  /** How long water takes from one node to the other, minutes. */
  travelMin: z.number().positive().max(20_000).optional(),
  /** m³/s */
  capacity: z.number().positive().max(1000).optional(),
});
/** A canal as a graph: branches and meetings are nodes. */
export const canalSchema = z.object({
  ...base,
  name,
  nodes: z.array(canalNodeSchema).min(2).max(500),
  reaches: z.array(canalReachSchema).min(1).max(500),
});

/** A gate or a pump. */
export const structureSchema = z.object({
  ...base,
  name,
  type: z.enum(Object.keys(STRUCTURE_TYPES) as [StructureType, ...StructureType[]]),
  lat,
  lon,
  hamlet: idSchema.optional(),
  /** The block that gets its water here. */
  block: idSchema.optional(),
  /** Where on a canal: at one of its nodes, or along one of its reaches. */
  canal: idSchema.optional(),
  node: nodeId.optional(),
  reach: nodeId.optional(),
  /** m³/s when fully open or running. */
  capacity: z.number().positive().max(1000).optional(),
  /** Id of the device that moves it. */
  device: idSchema.optional(),
});

/** Cameras that somebody may be allowed to watch together. Which camera is in it, the device says. */
export const cameraGroupSchema = z.object({ ...base, name });

/** What a camera sees. Its id is the device's. */
export const cameraSchema = z.object({
  ...base,
  /** Where it looks, degrees clockwise from north. */
  bearing: z.number().min(0).lt(360),
  /** How wide, degrees. */
  fieldOfView: z.number().positive().max(360),
});

/** A spot where the water of a source is sampled, or where a device stands. */
export const sourcePointSchema = z.object({
  name: z.string().trim().min(1).max(80),
  place: z.enum(keysOf(POINT_PLACES)),
  device: idSchema.optional(),
  lat: lat.optional(),
  lon: lon.optional(),
});
export type SourcePoint = z.infer<typeof sourcePointSchema>;

/** Whatever pours used water into a canal, a river, a lake, a sewer or the sea: indicator 15.2. */
export const sourceSchema = z.object({
  ...base,
  name,
  type: z.enum(Object.keys(SOURCE_TYPES) as [SourceType, ...SourceType[]]),
  waste: z.enum(Object.keys(WASTES) as [WasteName, ...WasteName[]]).optional(),
  /** Household, company or cooperative. */
  owner: z.string().trim().min(1).max(160).optional(),
  /** Where it pours out. */
  lat,
  lon,
  hamlet: idSchema.optional(),
  /** The canal that takes it, at one of its nodes or along one of its reaches. */
  canal: idSchema.optional(),
  node: nodeId.optional(),
  reach: nodeId.optional(),
  /** m³ a day. */
  flowM3Day: z.number().min(0).max(1_000_000).optional(),
  flowClass: z.enum(keysOf(FLOW_CLASSES)).optional(),
  permit: z.string().trim().min(1).max(80).optional(),
  permitUntil: dateSchema.optional(),
  /** Standard that it is held against, and its column, as reference/qcvn-water.json names them. */
  standard: z.string().min(1).max(40).optional(),
  column: z.string().min(1).max(4).optional(),
  receiver: z.enum(keysOf(RECEIVERS)).optional(),
  /** Of a river m³/s in its dry months, of a lake m³. */
  receiverSize: z.number().positive().optional(),
  receiverClass: z.enum(keysOf(RECEIVER_CLASSES)).optional(),
  /** Of a building, where the standard goes by that (K of QCVN 14:2008). */
  size: z.enum(Object.keys(SITE_SIZES) as [keyof typeof SITE_SIZES, ...(keyof typeof SITE_SIZES)[]]).optional(),
  /** Device at its outlet. */
  device: idSchema.optional(),
  /** Monitoring points beside that: other outlets, before and after treatment, the water that receives it. */
  points: z.array(sourcePointSchema).max(12).optional(),
  /** When it is to be looked at again. */
  checkOn: dateSchema.optional(),
  closed: z.boolean().optional(),
});

/** What smokes day after day and is no fire: the smoke watch knows it by its place and strength. */
export const smokeSourceSchema = z.object({
  ...base,
  /** By the place, never by who owns it: it stands in reasons that many read. */
  name,
  type: z.enum(Object.keys(SMOKE_SOURCE_TYPES) as [SmokeSourceType, ...SmokeSourceType[]]),
  lat,
  lon,
  radiusM: z.number().min(SMOKE_SOURCE_RADIUS_M.least).max(SMOKE_SOURCE_RADIUS_M.most),
  usualPm25: z.number().min(SMOKE_SOURCE_PM25.least).max(SMOKE_SOURCE_PM25.most),
  hamlet: idSchema.optional(),
  /** The incident that was rejected because of it. */
  incident: z.string().min(1).max(200).optional(),
});

export const thingSchemas = {
  hamlet: hamletSchema,
  site: siteSchema,
  block: blockSchema,
  plot: plotSchema,
  canal: canalSchema,
  structure: structureSchema,
  'camera-group': cameraGroupSchema,
  camera: cameraSchema,
  source: sourceSchema,
  'smoke-source': smokeSourceSchema,
} as const satisfies Record<ThingKind, z.ZodObject>;
export type Thing<K extends ThingKind = ThingKind> = z.infer<(typeof thingSchemas)[K]>;
export type Hamlet = Thing<'hamlet'>;
export type Site = Thing<'site'>;
export type Block = Thing<'block'>;
export type Plot = Thing<'plot'>;
export type Canal = Thing<'canal'>;
export type CanalNode = z.infer<typeof canalNodeSchema>;
export type CanalReach = z.infer<typeof canalReachSchema>;
export type Structure = Thing<'structure'>;
export type CameraGroup = Thing<'camera-group'>;
export type Camera = Thing<'camera'>;
export type Source = Thing<'source'>;
export type SmokeSource = Thing<'smoke-source'>;

/** A version of a thing, device, gateway, profile or commune: who made it, when, and what it was from then on. */
export const historyEntrySchema = z.object({
  version: z.int(),
  change: z.enum(['added', 'changed', 'removed', 'restored']),
  at: z.int(),
  /** Id of the identity; "hub" for what the machine did by itself. */
  by: z.string(),
  byName: z.string().optional(),
  /** As it was after the change. */
  body: z.record(z.string(), z.unknown()),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** A device stood at a site from then until then; the last one has no end. Milliseconds. */
export const staySchema = z.object({ device: idSchema, from: z.int(), to: z.int().optional() });
export type Stay = z.infer<typeof staySchema>;

/** Something that is wrong with a row of an imported file. */
export const badRowSchema = z.object({
  /** Row of the sheet, the heading being row 1; of GeoJSON the feature, counted from 1. 0: the file as a whole. */
  row: z.int(),
  /** Its id, where it could be read. */
  id: z.string().optional(),
  field: z.string().optional(),
  problem: z.string(),
});
export type BadRow = z.infer<typeof badRowSchema>;
/** A name in an imported file that was taken for another one, whose diacritics differ. */
export const importGuessSchema = z.object({
  field: z.string(),
  written: z.string(),
  taken: z.string(),
  /** The first row that has it, and how many have. */
  row: z.int(),
  rows: z.int(),
});
export type ImportGuess = z.infer<typeof importGuessSchema>;
export const importAnswerSchema = z.object({
  /** Things in the file. */
  rows: z.int(),
  /** Of them, what can be taken in as it is. */
  ready: z.int(),
  /** Of `ready`, how many are new; the others change what is there. */
  added: z.int(),
  bad: z.array(badRowSchema),
  guesses: z.array(importGuessSchema),
  /** By field: what the file calls its column, or files of the hub do where it has none. */
  columns: z.record(z.string(), z.string()),
  /** Whether anything was written: not in a preview, and not while rows are bad, unless they are to be left out. */
  imported: z.boolean(),
  /** What would be in the registry, for a look before. */
  things: z.array(z.record(z.string(), z.unknown())),
});
export type ImportAnswer = z.infer<typeof importAnswerSchema>;

export const IMPORT_FORMATS = ['csv', 'xlsx', 'geojson'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];
