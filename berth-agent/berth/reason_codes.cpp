#include "berth-agent/berth/reason_codes.h"

#include <algorithm>
#include <array>

#include "domain/rules/names.h"
#include "domain/rules/reason_code.h"

namespace quaywatt::agent {

domain::Declared::Category ReasonCode::category() const {
  if (code == "09") return domain::Declared::Category::alternative;
  return domain::impediment_of_reason_code(code) ? domain::Declared::Category::impediment
                                                 : domain::Declared::Category::none;
}

std::string_view ReasonCode::cause() const {
  const auto cause = domain::impediment_of_reason_code(code);
  return cause ? domain::name_of(*cause) : std::string_view{};
}

std::span<const ReasonCode> reason_codes() {
  static constexpr std::array<ReasonCode, 14> kCodes{{
      {"01", "无受电设施", "no receiving facility"},
      {"02", "接口不匹配", "plug does not fit"},
      {"03", "电压频率不符", "voltage or frequency differs"},
      {"04", "容量不足", "capacity too small"},
      {"05", "码头设施故障", "fault of the terminal's equipment"},
      {"06", "船方设施故障", "fault of the vessel's equipment"},
      {"07", "恶劣气候", "severe weather"},
      {"08", "意外事故", "accident or emergency"},
      {"09", "有效替代措施", "effective alternative"},
      {"10", "靠泊不足2小时", "alongside less than 2 hours"},
      {"11", "船方拒用", "crew refuses"},
      {"12", "无人操作", "nobody to connect"},
      {"13", "排队占用", "all sockets taken"},
      {"14", "其他", "other"},
  }};
  return kCodes;
}

const ReasonCode* reason_code(std::string_view code) {
  const auto codes = reason_codes();
  const auto found = std::ranges::find(codes, code, &ReasonCode::code);
  return found == codes.end() ? nullptr : &*found;
}

}  // namespace quaywatt::agent
