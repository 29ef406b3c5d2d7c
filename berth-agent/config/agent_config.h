#pragma once
// All settings of one berth cabinet, read once at start from one TOML file (ops/config/agent.example.toml shows
// every key with its default, unit and effect). An unknown, repeated or ill-typed key is refused (fault A11).

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "berth-agent/meter/meter_config.h"
#include "domain/ledger/ledger_line.h"

namespace quaywatt::agent {

enum class Environment { production, development };

struct SupplyPointConfig {
  std::string id;                     ///< unique in the file
  std::string meter;                  ///< id of its `[[meter]]` when the program starts; an exchange changes it later
  domain::SupplyParameters supply;    ///< what the socket gives
  std::int64_t rated_power_w = 0;     ///< bound of plausibility for its energy
  domain::ChecklistCompleted::List checklist = domain::ChecklistCompleted::List::low_voltage;
};

struct OperatorConfig {
  std::string id;                     ///< staff number, unique in the file
  std::string name;
  domain::ActorRole role = domain::ActorRole::terminal_operator;  ///< terminal_operator or foreman
  std::string pin_hash;               ///< Argon2id, "$argon2id$…"; never the PIN
};

struct LocalConfig {
  std::string host = "127.0.0.1";     ///< a loopback address: the local interface is for this cabinet alone
  std::uint16_t tcp_port = 8480;
};

struct LedgerConfig {
  std::int32_t reserve_mb = 64;       ///< kept free for starts, stops and faults when the disk fills (fault A3)
};

struct UplinkConfig {
  std::string host;
  std::uint16_t tcp_port = 8444;
  std::int32_t interval_s = 60;       ///< real seconds between batches without an urgent line
};

struct AgentConfig {
  std::filesystem::path state_dir;    ///< ledger, keys, enrolment; on a disk that keeps its word
  std::string berth;                  ///< as in the port's register; must be the one of the enrolment
  Environment environment = Environment::production;
  std::uint32_t clock_scale = 1;      ///< clock seconds a real second; other than 1 only in development
  std::optional<domain::Instant> clock_anchor;  ///< real instant at which a shortened clock shows the true time
  std::int32_t sample_interval_s = 10;          ///< clock seconds between readings for the live picture
  LocalConfig local;
  LedgerConfig ledger;
  UplinkConfig uplink;
  std::vector<SupplyPointConfig> supply_points;
  std::vector<MeterConfig> meters;
  std::vector<OperatorConfig> operators;
};

/// Throws config::ConfigRefused naming line and key of everything that is wrong.
AgentConfig load_agent_config(const std::filesystem::path& file);
AgentConfig parse_agent_config(std::string_view text, std::string file_name);

}  // namespace quaywatt::agent
