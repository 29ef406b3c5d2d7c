#include "berth-agent/berth/standing_alarms.h"

#include <algorithm>
#include <array>

#include "schema/wire/words.h"

namespace quaywatt::agent {

AlarmKey key_of(const domain::AlarmNoted& noted) { return {noted.code, noted.meter, noted.supply_point}; }

std::string alarm_code(domain::ReadingFlag flag) { return "meter_" + std::string(wire::word_of(flag)); }

const AlarmWords* alarm_words(std::string_view code) {
  static constexpr std::array<AlarmWords, 9> kWords{{
      {"disk_short", "warning", "磁盘空间不足，例行读数减少记录；开始、停止、故障照常记录。请清理磁盘。",
       "The disk runs short: fewer routine readings are kept; start, stop and faults are recorded. Make room."},
      {"disk_full", "alarm", "磁盘已满，已动用预留空间，只记录开始、停止、故障和登记。请立即清理或更换磁盘。",
       "The disk is full and the reserve is in use: only starts, stops, faults and people's acts are recorded. Make "
       "room or change the disk at once."},
      {"clock_offset", "warning", "本机时钟与服务器相差超过 5 秒。请检查授时（NTP、北斗/GPS）。",
       "This device's clock is more than 5 s from the server's. Check its time source."},
      {"clock_drift", "alarm", "本机时钟持续偏离服务器的签名时间，授时可能被篡改。请检查时间源，勿自行改钟。",
       "The clock keeps moving away from the server's signed time; the time source may be tampered with. Check it, and "
       "do not set the clock by hand."},
      {"meter_spike", "warning", "电表示数突跳，超出插座能力；原值已存并标记。请核对表码。",
       "The register jumped beyond what the socket can deliver; kept and flagged. Compare with the meter's face."},
      {"meter_stuck", "alarm", "有电流而电表示数不动。请检查电表，必要时报修或换表。",
       "Current flows and the register does not move. Check the meter; report a fault or exchange it."},
      {"meter_above_rating", "alarm", "功率超过断路器额定值，互感器变比可能设错。请核对 CT/PT 变比。",
       "More power than the breaker carries: a ratio may be wrong. Check the CT and PT ratios."},
      {"meter_reverse_flow", "warning", "有反向电能，单独计量，不冲抵用电量。请检查接线或船方发电机。",
       "Energy flows back; it is counted apart and not netted. Check the wiring or the vessel's generator."},
      {"meter_phase_reversed", "alarm", "有一相功率方向相反，可能接反相线或互感器。请检查接线。",
       "One phase runs against the others: a wire or transformer may be swapped. Check the wiring."},
  }};
  const auto* const found =
      std::find_if(kWords.begin(), kWords.end(), [&](const AlarmWords& words) { return words.code == code; });
  return found == kWords.end() ? nullptr : found;
}

bool AlarmQuiet::due(const AlarmKey& key, bool holds, bool raised, domain::Millis now, domain::Millis quiet) {
  if (holds) {
    quiet_since_.erase(key);
    return !raised;
  }
  if (!raised) return false;
  const auto since = quiet_since_.emplace(key, now).first->second;
  return now - since >= quiet;
}

}  // namespace quaywatt::agent
