#pragma once
// What a port is: where it listens, what it answers, how much it takes on.

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "server/http/admission.h"
#include "server/http/metrics.h"
#include "server/http/router.h"
#include "server/http/tls.h"
#include "server/log/log.h"
#include "server/store/wall_clock.h"

namespace quaywatt::server {

struct PortLimits {
  int max_threads = 24;      ///< connections served at once; more wait in the queue
  int max_in_work = 16;      ///< requests worked on at once; the other threads say 503
  int max_queued = 1024;     ///< connections waiting for a thread; beyond, they are closed
  int max_per_address = 0;   ///< connections of one address, loopback's (a proxy of ours) aside; 0: no limit
  bool count_loopback = false;  ///< loopback is an address like any other
  int max_per_agent = 4;     ///< requests of one certificate; an agent has one at a time
  std::chrono::milliseconds admission_wait{500};    ///< for work to end, while the queue is less than half full
  bool keep_alive = false;   ///< an idle kept connection holds a thread
  std::chrono::milliseconds keep_alive_timeout{3'000};
  std::chrono::milliseconds receive_limit{20'000};  ///< from connecting to the request's last byte
  std::chrono::milliseconds send_timeout{20'000};   ///< for each silence of a client that is to take an answer
};

struct PortSettings {
  std::string name;                    ///< in logs and metrics: "site", "agent_link"
  std::string address = "127.0.0.1";
  std::uint16_t tcp_port = 0;          ///< 0: any free one
  ServerTls tls;
  PortLimits limits;
};

/// Decides who may: nullopt lets the call pass. May set `call.agent`.
using Gate = std::function<std::optional<HttpAnswer>(Access access, HttpCall& call)>;

/// What ports share. Outlives them.
struct PortSurroundings {
  Log& log;
  ServerMetrics& metrics;
  WallClock clock;
};

}  // namespace quaywatt::server
