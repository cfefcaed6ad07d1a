import { wordsIn } from '../i18n/lang.js';

/** Words of keeping a place as a fixed source of smoke, on the desk and on the phone. */
export const useSmokeSourceWords = wordsIn(
  {
    offer: 'Ghi nhớ nguồn khói này',
    offerWhy: 'Đã kết luận là lò, nơi đốt cố định. Ghi nhớ chỗ này thì khói như mọi khi sẽ không báo là nghi đốt nữa.',
    known: 'Nguồn khói cố định đã biết ở gần',
    name: 'Tên nơi',
    nameHint: 'Gọi theo nơi, như “Lò gạch Gò Mả”. Không ghi tên người.',
    nameMissing: 'Cần một cái tên để lần sau nhận ra.',
    type: 'Loại',
    radius: 'Bán kính (m)',
    place: 'Chỗ của nó',
    placeHint: 'Đang là nơi nghi ngờ nhất. Bấm vào bản đồ, hoặc gõ tọa độ, để đặt đúng chỗ.',
    here: 'Chỗ tôi đang đứng',
    hereWaits: 'Chưa có vị trí: bật định vị, hoặc chọn nơi nghi ngờ nhất.',
    likeliest: 'Nơi nghi ngờ nhất trên bản đồ',
    stronger: 'Khói mạnh hơn hẳn mọi khi vẫn báo. Sửa hoặc bỏ ở Quản trị → Bản đồ và danh mục.',
    keep: 'Ghi nhớ',
  },
  {
    offer: 'Keep this source of smoke',
    offerWhy:
      'It was a kiln or other fixed source. Once the place is kept, its usual smoke is no suspected fire any more.',
    known: 'Known fixed sources of smoke nearby',
    name: 'Name of the place',
    nameHint: 'By the place, as “Gò Mả brick kiln”. Nobody’s name.',
    nameMissing: 'It needs a name, so that one knows it again.',
    type: 'Type',
    radius: 'Radius (m)',
    place: 'Where it is',
    placeHint: 'Now at the likeliest point. Click the map, or type coordinates, to put it right.',
    here: 'Where I stand',
    hereWaits: 'No position yet: switch location on, or take the likeliest point.',
    likeliest: 'The likeliest point on the map',
    stronger:
      'What is clearly stronger than usual is still told. Change or remove it in Administration → Map and catalogue.',
    keep: 'Keep it',
  },
);
