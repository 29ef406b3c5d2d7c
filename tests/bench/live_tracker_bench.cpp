// Processor time of the tracker's path, sentence to book, without sockets and database: 100,000 vessels, one in twenty
// at a berth of 500, each heard every half minute for forty minutes; then the picture, the snapshot and its restoring.
// Prints; asserts nothing. Usage: live_tracker_bench [VESSELS] [MINUTES]

#include <ctime>
#include <fstream>
#include <iostream>
#include <string>

#include "server/ais/feed_decoder.h"
#include "server/ais/heard_queue.h"
#include "server/ais/position_book.h"
#include "tests/support/ais_sentence.h"

namespace {

using namespace quaywatt;

constexpr std::int64_t kStartMs = 1'764'000'000'000;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

long resident_mib() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word == "VmRSS:") {
      long kib = 0;
      status >> kib;
      return kib / 1024;
    }
  }
  return 0;
}

std::vector<gis::Fence> fences() {
  std::vector<gis::Fence> all;
  for (int n = 0; n < 500; ++n) {
    const std::int32_t west = 1'200'000'000 + n % 250 * 40'000;
    const std::int32_t south = 319'000'000 + n / 250 * 100'000;
    gis::Fence fence;
    fence.berth = "B-" + std::to_string(n);
    fence.terminal = "bench";
    fence.waters = "yangtze_jiangsu";
    fence.polygons = {{{{west, south}, {west + 20'000, south}, {west + 20'000, south + 5'000}, {west, south + 5'000}}}};
    all.push_back(fence);
  }
  return all;
}

std::string line_of(int vessel) {
  const int berth = vessel % 500;
  const bool moored = vessel % 20 == 0;
  const double lon = 120.0 + berth % 250 * 0.004 + 0.001;
  const double lat = 31.90 + berth / 250 * 0.01 + (moored ? 0.0002 : 0.004);
  return test::position_line(413'000'000U + static_cast<std::uint32_t>(vessel), lon, lat, moored ? 0.1 : 6.0);
}

}  // namespace

int main(int argc, char** argv) {
  const int vessels = argc > 1 ? std::stoi(argv[1]) : 100'000;
  const int minutes = argc > 2 ? std::stoi(argv[2]) : 40;
  std::vector<std::string> lines;
  for (int vessel = 0; vessel < vessels; ++vessel) lines.push_back(line_of(vessel));
  const long before_mib = resident_mib();

  std::int64_t now_ms = kStartMs;
  const server::WallClock clock = [&] { return domain::Instant{domain::Millis{now_ms}}; };
  server::FeedCounts counts;
  server::FeedDecoder decoder({}, clock, counts);
  server::HeardQueue queue(100'000);
  server::PositionBook book(gis::LiveTracker(fences(), nullptr, {}), {"bench"});
  const double begun = cpu_seconds();
  std::uint64_t heard = 0;
  std::size_t rows = 0;
  for (int round = 0; round < minutes * 2; ++round) {
    for (int vessel = 0; vessel < vessels; ++vessel) {
      now_ms = kStartMs + round * 30'000LL + vessel * 30'000LL / vessels;
      if (auto message = decoder.take(lines[static_cast<std::size_t>(vessel)])) queue.put(std::move(*message));
      if (vessel % 1'000 != 999) continue;
      for (const auto& message : queue.take_all(domain::Millis{0})) book.take(message), ++heard;
    }
    if (round % 2 == 1) book.advance(clock());
    rows += book.take_writes().stays.size();
  }
  const double each_us = (cpu_seconds() - begun) / static_cast<double>(heard) * 1e6;
  std::cout << heard << " positions, " << each_us << " us of processor each: 3,400 a second take "
            << each_us * 3'400 / 1e4 << " % of a core; " << rows << " stays opened, memory of "
            << book.tracker().vessels() << " vessels " << resident_mib() - before_mib << " MiB\n";

  double at = cpu_seconds();
  const std::size_t alongside = book.picture().size();
  std::cout << "picture of " << alongside << " alongside: " << (cpu_seconds() - at) * 1e3 << " ms\n";
  at = cpu_seconds();
  const std::string snapshot = book.snapshot().tracker;
  std::cout << "snapshot of " << snapshot.size() / 1'048'576 << " MiB: " << (cpu_seconds() - at) * 1e3 << " ms\n";
  at = cpu_seconds();
  gis::LiveChanges changes;
  const auto restored = gis::LiveTracker::restore(snapshot, fences(), nullptr, {}, changes);
  std::cout << (std::holds_alternative<gis::LiveTracker>(restored) ? "restored: " : "REFUSED: ")
            << (cpu_seconds() - at) * 1e3 << " ms\n";
}
