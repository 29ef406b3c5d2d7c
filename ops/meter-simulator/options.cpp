#include "ops/meter-simulator/options.h"

#include <charconv>
#include <map>
#include <set>
#include <utility>

namespace quaywatt::simulator {
namespace {

using Pairs = std::map<std::string, std::string>;

[[noreturn]] void refuse(const std::string& where, const std::string& zh, const std::string& en) {
  throw BadOptions(where + ": " + zh + " / " + en);
}

std::int64_t whole(const std::string& where, const std::string& text, std::int64_t lowest, std::int64_t highest) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  if (parsed.ec != std::errc() || parsed.ptr != end || value < lowest || value > highest) {
    const std::string bounds = std::to_string(lowest) + "–" + std::to_string(highest);
    refuse(where, "应为 " + bounds + " 的整数", "whole number " + bounds + " wanted");
  }
  return value;
}

// "id=M1,protocol=modbus-tcp,…"
Pairs split_pairs(const std::string& text) {
  Pairs pairs;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const std::string pair = text.substr(at, end - at);
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos || equals == 0) refuse("--meter " + pair, "应为 键=值", "key=value wanted");
    if (!pairs.emplace(pair.substr(0, equals), pair.substr(equals + 1)).second) {
      refuse("--meter " + pair, "键重复", "key given twice");
    }
    at = end + 1;
  }
  return pairs;
}

std::string take(Pairs& pairs, const std::string& key, const std::string& fallback) {
  const auto found = pairs.find(key);
  if (found == pairs.end()) return fallback;
  const std::string value = found->second;
  pairs.erase(found);
  return value;
}

std::unique_ptr<MeterProtocol> protocol_of(Pairs& pairs, const std::string& where) {
  const std::string protocol = take(pairs, "protocol", "");
  try {
    if (protocol == "dlt645-2007-tcp") return make_dlt645(take(pairs, "address", ""));
    if (protocol == "modbus-tcp") {
      const auto unit = static_cast<std::uint8_t>(whole(where + " unit", take(pairs, "unit", "1"), 1, 247));
      return make_modbus_tcp(take(pairs, "model", "sdm630"), unit);
    }
  } catch (const std::invalid_argument& wrong) {
    refuse(where, "无效", wrong.what());
  }
  refuse(where + " protocol", "应为 modbus-tcp 或 dlt645-2007-tcp", "modbus-tcp or dlt645-2007-tcp wanted");
}

MeterOption meter_option(const std::string& text) {
  Pairs pairs = split_pairs(text);
  MeterOption option;
  MeterSettings& settings = option.placed.settings;
  settings.id = take(pairs, "id", "");
  if (settings.id.empty()) refuse("--meter", "缺少 id", "id is missing");
  const std::string where = "--meter " + settings.id;
  option.placed.protocol = protocol_of(pairs, where);
  option.tcp_port = static_cast<std::uint16_t>(whole(where + " port", take(pairs, "port", "0"), 0, 65535));
  settings.phases = static_cast<int>(whole(where + " phases", take(pairs, "phases", "3"), 1, 3));
  if (settings.phases == 2) refuse(where + " phases", "应为 1 或 3", "1 or 3 wanted");
  settings.digits = static_cast<int>(whole(where + " digits", take(pairs, "digits", "6"), 1, 6));
  settings.initial_register_wh = whole(where + " register_wh", take(pairs, "register_wh", "0"), 0, 999'999'999);
  if (!pairs.empty()) refuse(where, "不认识的键 " + pairs.begin()->first, "unknown key " + pairs.begin()->first);
  return option;
}

void spread(Options& options, std::int64_t scale, std::uint64_t seed) {
  std::set<std::string> ids;
  for (MeterOption& option : options.meters) {
    option.placed.settings.scale = scale;
    option.placed.settings.seed = seed++;  // each meter has a load of its own
    if (!ids.insert(option.placed.settings.id).second) {
      refuse("--meter " + option.placed.settings.id, "id 重复", "id given twice");
    }
  }
  if (options.meters.empty()) refuse("--meter", "至少给出一块电表", "at least one meter wanted");
}

}  // namespace

const char* const kUsage =
    "用法 / usage: quaywatt-meter-simulator [--bind 127.0.0.1] [--control-port 0] [--scale 1] [--seed 1] --meter … …\n"
    "  --meter id=M1,protocol=modbus-tcp,port=5020,unit=1,model=sdm630,phases=3,register_wh=0,digits=6\n"
    "  --meter id=M2,protocol=dlt645-2007-tcp,port=5021,address=000000000161,phases=1,register_wh=0,digits=6\n";

Options parse_options(std::span<const std::string> arguments) {
  Options options;
  std::int64_t scale = 1, seed = 1;
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    const std::string& name = arguments[i];
    if (i + 1 == arguments.size()) refuse(name, "缺少值", "value is missing");
    const std::string& value = arguments[i + 1];
    if (name == "--meter") options.meters.push_back(meter_option(value));
    else if (name == "--bind") options.bind_host = value;
    else if (name == "--control-port") options.control_port = static_cast<std::uint16_t>(whole(name, value, 0, 65535));
    else if (name == "--scale") scale = whole(name, value, 1, 100'000);
    else if (name == "--seed") seed = whole(name, value, 0, 1'000'000'000);
    else refuse(name, "不认识的参数", "unknown argument");
  }
  spread(options, scale, static_cast<std::uint64_t>(seed));
  return options;
}

}  // namespace quaywatt::simulator
