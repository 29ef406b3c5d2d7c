#pragma once
// Settings of the live positions: where they come from, when a vessel counts as lying at a berth, what is kept.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "schema/config/strict_toml.h"
#include "server/config/listen_address.h"

namespace quaywatt::server {

struct AisFeedConfig {
  enum class Kind {
    tcp_client,    ///< calls a receiver or a provider
    tcp_listener,  ///< is called by receivers
    udp_listener,
    file           ///< follows a file that something else appends to
  };
  std::string name;                  ///< in metrics and figures; a word of the administrator's
  Kind kind = Kind::tcp_client;
  ListenAddress address;             ///< of all kinds but file
  std::filesystem::path path;        ///< of kind file
  std::vector<std::string> allow;    ///< senders a listener takes; must not be empty off loopback
  int silent_after_s = 120;          ///< without a line for so long a connection counts as dead (fault N4)
};

/// Defaults of issue 9; speeds in hundredths of a knot. gis/stay_settings.h says what each does.
struct AisStayConfig {
  int alongside_max_ckn = 80;
  int alongside_min_fixes = 3;
  int alongside_min_s = 300;
  int away_min_ckn = 150;
  int away_min_m = 50;
  int away_min_fixes = 2;
  int interruption_max_s = 600;
  int step_max_kn = 60;
  int lateness_max_s = 1'800;
};

struct AisConfig {
  std::filesystem::path fences_file;
  std::filesystem::path waters_file;  ///< waterways and port areas; empty: activity has none
  std::filesystem::path snapshot_file;
  int snapshot_interval_s = 60;      ///< a kill loses the live positions of at most so long; files are read again
  int picture_interval_s = 10;       ///< how old "alongside now" may be; warnings go by it
  int queue_max = 100'000;           ///< positions waiting for the tracker; beyond, the oldest are dropped (fault V11)
  int future_max_s = 60;             ///< later than the server's clock by more: set aside (fault C9)
  int first_warning_min = 90;        ///< the skipper and the terminal are warned; the second warning is the rule's
  AisStayConfig stays;
  std::uint32_t clock_scale = 1;     ///< other than 1 in development only: the feed is on a shortened clock
  std::optional<std::string> clock_anchor;  ///< instant at which that clock shows the true time
  std::vector<AisFeedConfig> feeds;
};

/// Reads [ais] and [[ais_feed]]; nullopt when the file has neither. Relative paths are taken from `base`.
std::optional<AisConfig> read_ais_config(config::Table& root, const std::filesystem::path& base, bool development);

}  // namespace quaywatt::server
