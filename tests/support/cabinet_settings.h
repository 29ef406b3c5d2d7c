#pragma once
// The settings file of one cabinet with one supply point and one meter.

#include <filesystem>
#include <fstream>

namespace quaywatt::test {

inline constexpr char kCabinetAfterStateDir[] = R"(berth = "JY-01"
[uplink]
host = "server"
[[supply_point]]
id = "SP-1"
meter = "M-1"
voltage_v = 380
phases = 3
current_a = 63
rated_power_w = 40000
[[meter]]
id = "M-1"
protocol = "dlt645-2007-tcp"
host = "10.0.0.1"
tcp_port = 9000
address = "202309000123"
)";

inline void write_cabinet_settings(const std::filesystem::path& file, const std::filesystem::path& state_dir) {
  std::ofstream(file) << "[agent]\nstate_dir = \"" << state_dir.string() << "\"\n" << kCabinetAfterStateDir;
}

}  // namespace quaywatt::test
