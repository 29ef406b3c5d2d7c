#pragma once
// Counters for Prometheus. Labels are words of ours, never text from outside.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace quaywatt::server {

/// Thread-safe.
class ServerMetrics {
 public:
  ServerMetrics();
  ~ServerMetrics();
  ServerMetrics(const ServerMetrics&) = delete;
  ServerMetrics& operator=(const ServerMetrics&) = delete;

  void request(std::string_view port, int code, std::chrono::nanoseconds took);
  void turned_away(std::string_view port);       ///< 503 of the admission (fault N9)
  void tls_failed(std::string_view port);        ///< handshakes that came to nothing (fault X2)
  void batch(std::string_view verdict);
  void ledger_lines(std::string_view what, std::uint64_t lines);  ///< "new", "replayed", "set_aside"
  void enrolment(std::string_view outcome);
  void job(std::string_view name, bool failed);
  void pool(std::string_view name, std::size_t in_use, std::uint64_t exhausted);
  void ready(bool ready);
  /// What became of a feed's lines since the start; `feed` is the administrator's word.
  void ais_feed(std::string_view feed, std::string_view cause, std::uint64_t total);
  void ais_tracker(bool tracking, std::size_t waiting, std::uint64_t dropped);

  /// Prometheus' text format.
  std::string text() const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

inline constexpr std::string_view kMetricsContentType = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace quaywatt::server
