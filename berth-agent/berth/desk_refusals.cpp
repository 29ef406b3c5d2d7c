#include "berth-agent/berth/desk_refusals.h"

namespace quaywatt::agent {

DeskRefusal refuse_role() {
  return {RefusalCode::role_may_not, "您的角色不能进行此操作。请由码头值班人员办理。",
          "Your role does not do this. Ask an operator of the terminal.", {}};
}

DeskRefusal refuse_reused_request() {
  return {RefusalCode::request_reused, "请求编号已用于另一项操作。请刷新页面后重新操作。",
          "The request id was used for another act. Reload the page and try again.", {}};
}

DeskRefusal refuse_changed_meter() {
  return {RefusalCode::meter_changed, "读表期间该岸电桩更换了电表。请重试。",
          "The supply point's meter was exchanged while it was read. Try again.", {}};
}

DeskRefusal refuse_unwritable(const wire::Defect& defect) {
  return {RefusalCode::unwritable, "无法写入台账：" + defect.pointer + " " + defect.text + "。请缩短或更正所填内容。",
          "The ledger cannot hold this: " + defect.pointer + " " + defect.text + ". Shorten or correct the entry.", {}};
}

DeskRefusal refuse_set_aside(domain::LineRefusal refusal) {
  const std::string name(domain::refusal_name(refusal));
  return {RefusalCode::set_aside, "与泊位现状不符（" + name + "）。请刷新页面核对后重试。",
          "This does not fit what is recorded at the berth (" + name + "). Reload, check, and try again.", {}};
}

}  // namespace quaywatt::agent
