#include "berth-agent/config/agent_config.h"

#include <algorithm>
#include <set>

#include "schema/config/strict_toml.h"

namespace quaywatt::agent {

namespace {

constexpr config::Range kTcpPorts{1, 65'535};
constexpr config::Range kClockScales{1, 100'000};
constexpr config::Range kVolts{1, 50'000};
constexpr config::Range kHertz{1, 400};
constexpr config::Range kPhases{1, 3};
constexpr config::Range kAmperes{1, 10'000};
constexpr config::Range kRatedWatts{1, 50'000'000};

/// Each id once; an id goes into files, requests and the ledger, so that its letters are few and plain.
class Ids {
 public:
  std::string read(config::Table& table) {
    std::string id = table.text("id");
    constexpr std::size_t kLongest = 40;
    const bool plain = std::all_of(id.begin(), id.end(), [](char c) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      return letter || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
    if (!plain || id.size() > kLongest) {
      table.refuse("id", "编号只能用字母、数字和 - _ .,最长 40 个字符", "letters, digits and - _ . only, at most 40");
    } else if (!seen_.insert(id).second && !id.empty()) {
      table.refuse("id", "编号 " + id + " 重复", "id " + id + " is given twice");
    }
    return id;
  }

 private:
  std::set<std::string> seen_;
};

void read_agent(config::Table& root, AgentConfig& out) {
  config::Table agent = root.table("agent");
  out.state_dir = agent.text("state_dir");
  out.berth = agent.text("berth");
  out.environment = agent.choice<Environment>(
      "environment", {{"production", Environment::production}, {"development", Environment::development}},
      Environment::production);
  out.clock_scale = static_cast<std::uint32_t>(agent.integer("clock_scale", kClockScales, 1));
  if (out.clock_scale != 1 && out.environment != Environment::development) {
    agent.refuse("clock_scale", "只有 environment = \"development\" 才允许演示时钟",
                 "a demonstration clock needs environment = \"development\"");
  }
  if (const auto text = agent.optional_text("clock_anchor")) {
    out.clock_anchor = domain::parse_instant(*text);
    if (!out.clock_anchor) {
      agent.refuse("clock_anchor", "须为带时区的 RFC 3339 时间", "must be an RFC 3339 time with its zone");
    } else if (out.clock_scale == 1) {
      agent.refuse("clock_anchor", "只与 clock_scale 一起使用", "only has a meaning with clock_scale");
    }
  }
  out.sample_interval_s = static_cast<std::int32_t>(agent.integer("sample_interval_s", {1, 300}, 10));
}

bool is_loopback(const std::string& host) {
  const bool numeric = host.find_first_not_of("0123456789.") == std::string::npos;
  return host == "localhost" || host == "::1" || (numeric && host.rfind("127.", 0) == 0);
}

void read_local(config::Table& root, AgentConfig& out) {
  auto local = root.optional_table("local");
  if (!local) return;
  out.local.host = local->text("host", out.local.host);
  if (!is_loopback(out.local.host)) {
    local->refuse("host", "本地接口只能监听本机回环地址,如 127.0.0.1", "the local interface listens on a loopback address only");
  }
  out.local.tcp_port = static_cast<std::uint16_t>(local->integer("tcp_port", kTcpPorts, out.local.tcp_port));
}

void read_ledger(config::Table& root, AgentConfig& out) {
  auto ledger = root.optional_table("ledger");
  if (!ledger) return;
  out.ledger.reserve_mb = static_cast<std::int32_t>(ledger->integer("reserve_mb", {1, 4096}, out.ledger.reserve_mb));
}

void read_uplink(config::Table& root, AgentConfig& out) {
  config::Table uplink = root.table("uplink");
  out.uplink.host = uplink.text("host");
  out.uplink.tcp_port = static_cast<std::uint16_t>(uplink.integer("tcp_port", kTcpPorts, out.uplink.tcp_port));
  out.uplink.interval_s = static_cast<std::int32_t>(uplink.integer("interval_s", {1, 3600}, out.uplink.interval_s));
}

SupplyPointConfig read_supply_point(config::Table& table, Ids& ids) {
  using List = domain::ChecklistCompleted::List;
  SupplyPointConfig point;
  point.id = ids.read(table);
  point.meter = table.text("meter");
  point.supply.voltage_v = static_cast<std::int32_t>(table.integer("voltage_v", kVolts));
  point.supply.frequency_hz = static_cast<std::int32_t>(table.integer("frequency_hz", kHertz, 50));
  point.supply.phases = static_cast<std::int32_t>(table.integer("phases", kPhases));
  point.supply.current_a = static_cast<std::int32_t>(table.integer("current_a", kAmperes));
  point.rated_power_w = table.integer("rated_power_w", kRatedWatts);
  point.checklist = table.choice<List>("checklist", {{"low", List::low_voltage}, {"high", List::high_voltage}},
                                       List::low_voltage);
  return point;
}

/// Every supply point has one meter of its own.
void check_meter_of(config::Table& table, const SupplyPointConfig& point, const AgentConfig& out,
                    std::set<std::string>& taken) {
  const auto known = std::any_of(out.meters.begin(), out.meters.end(),
                                 [&](const MeterConfig& meter) { return meter.id == point.meter; });
  if (!known) {
    table.refuse("meter", "没有编号为 " + point.meter + " 的 [[meter]]", "there is no [[meter]] with id " + point.meter);
  } else if (!taken.insert(point.meter).second) {
    table.refuse("meter", "电表 " + point.meter + " 已属于另一岸电桩", "meter " + point.meter + " serves another supply point");
  }
}

void read_supply_points(config::Table& root, AgentConfig& out) {
  Ids ids;
  std::set<std::string> taken;
  auto tables = root.tables("supply_point");
  for (auto& table : tables) {
    out.supply_points.push_back(read_supply_point(table, ids));
    check_meter_of(table, out.supply_points.back(), out, taken);
  }
  if (tables.empty()) root.refuse("supply_point", "至少需要一个 [[supply_point]]", "at least one [[supply_point]] is needed");
}

void read_operators(config::Table& root, AgentConfig& out) {
  using Role = domain::ActorRole;
  Ids ids;
  for (auto& table : root.tables("operator")) {
    OperatorConfig person;
    person.id = ids.read(table);
    person.name = table.text("name");
    person.role = table.choice<Role>(
        "role", {{"terminal_operator", Role::terminal_operator}, {"foreman", Role::foreman}}, Role::terminal_operator);
    person.pin_hash = table.text("pin_hash");
    if (person.pin_hash.rfind("$argon2id$", 0) != 0) {
      table.refuse("pin_hash", "须为 Argon2id 哈希($argon2id$…),不得写明文 PIN",
                   "must be an Argon2id hash ($argon2id$…), never the PIN itself");
    }
    out.operators.push_back(std::move(person));
  }
}

AgentConfig read(config::Document document) {
  AgentConfig out;
  config::Table root = document.root();
  read_agent(root, out);
  read_local(root, out);
  read_ledger(root, out);
  read_uplink(root, out);
  out.meters = read_meter_configs(root);
  read_supply_points(root, out);
  read_operators(root, out);
  document.accept();
  return out;
}

}  // namespace

AgentConfig load_agent_config(const std::filesystem::path& file) { return read(config::Document::load(file)); }

AgentConfig parse_agent_config(std::string_view text, std::string file_name) {
  return read(config::Document::parse(text, std::move(file_name)));
}

}  // namespace quaywatt::agent
