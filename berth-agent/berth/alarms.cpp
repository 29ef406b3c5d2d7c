#include "berth-agent/berth/alarms.h"

#include <cstdlib>

#include "berth-agent/berth/forgotten_stop.h"
#include "berth-agent/berth/overview.h"

namespace quaywatt::agent {

namespace {

const LivePicture* picture_of(const DeskLook& desk, const std::string& supply_point) {
  const auto found = desk.live.find(supply_point);
  return found == desk.live.end() ? nullptr : &found->second;
}

/// Time of this session so far, by the monotonic clock when it began in this boot.
domain::Millis running_for(const DeskLook& desk, const domain::Session& session) {
  if (session.started.boot == desk.boot) return desk.now.mono - session.started.mono;
  return desk.now.wall - session.started.at;
}

bool without_power(const DeskLook& desk, const LivePicture& picture) {
  const auto power = power_now(picture);
  return power && std::abs(*power) < desk.state.setup.drawing_power_w;
}

/// Those that stand in the ledger, of one supply point or (empty) of the cabinet.
void add_standing(std::vector<Alarm>& alarms, const BerthState& state, const std::string& supply_point) {
  for (const AlarmKey& key : state.raised) {
    if (key.supply_point != supply_point) continue;
    const AlarmWords* words = alarm_words(key.code);
    if (words == nullptr) continue;
    alarms.push_back({key.code, std::string(words->zh), std::string(words->en), std::string(words->severity)});
  }
}

}  // namespace

std::vector<Alarm> berth_alarms(const DeskLook& desk) {
  std::vector<Alarm> alarms;
  if (desk.now.sync == domain::ClockSync::unsynced) {
    alarms.push_back({"clock_unsynced", "本机时钟未校时，记录照常保存。请检查网络或北斗/GPS授时。",
                      "This device's clock is not set; recording goes on. Check the network or time source."});
  }
  if (!desk.storage_trouble.empty()) {
    alarms.push_back({"storage_trouble", "读数无法写入磁盘：" + desk.storage_trouble + "。请联系维护人员检查磁盘。",
                      "Readings cannot be written: " + desk.storage_trouble + ". Have the disk checked.", "alarm"});
  }
  add_standing(alarms, desk.state, {});
  if (desk.state.set_aside > 0) {
    const std::string count = std::to_string(desk.state.set_aside);
    alarms.push_back({"lines_set_aside", "台账中有 " + count + " 行与前文不符，已搁置。请联系维护人员。",
                      count + " ledger lines do not fit and are set aside. Call maintenance."});
  }
  return alarms;
}

std::vector<Alarm> supply_point_alarms(const DeskLook& desk, const std::string& supply_point) {
  std::vector<Alarm> alarms;
  const auto* session = desk.state.journal.running_session_at(supply_point);
  if (session != nullptr && desk.state.interrupted.contains(session->id)) {
    alarms.push_back({"session_interrupted", "上次供电未正常结束，读到电表后自动继续或结束，无需重新登记。",
                      "The last supply was interrupted; it goes on or ends by itself with the next reading."});
  }
  add_standing(alarms, desk.state, supply_point);
  const auto* picture = picture_of(desk, supply_point);
  if (picture == nullptr || !picture->newest) return alarms;
  if (const auto* failure = picture->newest->failure()) {
    alarms.push_back({"meter_silent", "电表没有应答：" + failure->zh + " 请检查电表通信，或报修。",
                      "The meter does not answer: " + failure->en + " Check its line, or report a fault."});
  }
  if (picture->unclaimed_since && desk.now.mono - *picture->unclaimed_since >= kUnexplainedPower) {
    alarms.push_back({"power_without_session", "有船在用电但没有登记。请登记靠泊并开始供电。",
                      "Power is drawn without a session. Register the stay and start the supply.", "task"});
  }
  const auto forgotten = session != nullptr ? forgotten_stop(desk, *session) : std::nullopt;
  if (forgotten) {
    const std::string minutes =
        std::to_string(std::chrono::floor<std::chrono::minutes>(forgotten->ago).count());
    alarms.push_back({"supply_forgotten",
                      "已 " + minutes + " 分钟没有负荷，船可能已离泊。请核对后停止供电，按最后用电时间登记离泊。",
                      "Nothing drawn for " + minutes + " min; the vessel may have sailed. Check, stop the supply, and "
                      "enter the departure at the last load.",
                      "task"});
  } else if (session != nullptr && without_power(desk, *picture) && running_for(desk, *session) >= kUnexplainedPower) {
    alarms.push_back({"session_without_power", "已开始供电但没有负荷。请检查开关和插头，或结束供电。",
                      "Supply has started but nothing is drawn. Check breaker and plug, or stop the supply."});
  }
  return alarms;
}

std::vector<Alarm> stay_alarms(const DeskLook& desk, const domain::Stay& stay) {
  if (running_session_of(desk.state, stay.id) != nullptr) return {};
  const auto left = left_to_threshold(desk, stay);
  if (left <= domain::Millis::zero()) {
    return {{"threshold_passed", "已靠泊超过规定时间仍未接电。请接电，或登记未使用岸电的原因。",
             "Alongside longer than the threshold without shore power. Connect, or declare why not."}};
  }
  if (left <= kThresholdWarning) {
    return {{"threshold_near", "即将达到规定的靠泊时间。请尽快接电，或登记未使用岸电的原因。",
             "The threshold is near. Connect soon, or declare why not."}};
  }
  return {};
}

}  // namespace quaywatt::agent
