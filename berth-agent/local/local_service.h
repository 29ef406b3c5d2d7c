#pragma once
// The local interface apart from sockets: door, route, token, body, endpoint, and the one place where an exception
// becomes an answer (fault S5).

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "berth-agent/local/door.h"
#include "berth-agent/local/route.h"

namespace quaywatt::agent {

/// Requests waiting for a meter at once. The others' threads stay free, so that the screen answers meanwhile.
inline constexpr int kMaxMeterWaits = 4;

class LocalService {
 public:
  /// `log` takes one line of text for whoever looks after the cabinet; safe from any thread.
  LocalService(LocalParts parts, std::vector<std::string> names, std::function<void(const std::string&)> log);

  /// Safe from any thread, never throws.
  Answer answer(const Arrival& arrival);

 private:
  Answer admitted(const Arrival& arrival);
  Answer run(const Route& route, const Call& call);
  Answer failed(int http_code, std::string_view code, std::string zh, std::string en, const std::string& why);

  LocalParts parts_;
  std::vector<std::string> names_;
  std::function<void(const std::string&)> log_;
  std::atomic<int> meter_waits_{0};
  std::atomic<std::uint64_t> failures_{0};
};

}  // namespace quaywatt::agent
