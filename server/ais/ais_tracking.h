#pragma once
// The tracker: one instance of many, by lease, hears the feeds and keeps what positions prove. Nothing that its
// snapshot holds is missing from the database: rows are written before it, and written again they change nothing.

#include <atomic>
#include <condition_variable>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "server/ais/feed.h"
#include "server/ais/position_book.h"
#include "server/store/lease_store.h"

namespace quaywatt::server {

struct TrackingSettings {
  std::vector<AisFeedConfig> feeds;
  std::vector<gis::Fence> fences;
  std::shared_ptr<const gis::Waterways> waters;
  gis::LiveSettings live;
  std::filesystem::path snapshot_file;
  domain::Millis snapshot_every{60'000};
  domain::Millis write_every{2'000};
  domain::Millis picture_every{10'000};
  std::size_t queue_max = 100'000;
  domain::Millis future_max{60'000};
  std::string lease_name = "ais";
  std::string holder;                       ///< names this instance; unique among all
  domain::Millis lease_ttl{30'000};
};

class AisTracking {
 public:
  /// Borrows the stores and the log. `clock` is what the feeds' times are held against. Starts nothing by itself.
  AisTracking(AisStore& store, LeaseStore& leases, WallClock clock, Log& log, TrackingSettings settings);
  /// Writes rows and a snapshot, gives the lease up.
  ~AisTracking();

  void start();

  /// One round in the calling thread, waiting up to `patience` for a message. Not while started.
  void round(domain::Millis patience);
  /// Writes rows, picture and snapshot now. False: not tracking, or the database would not.
  bool save_all();

  bool leading() const { return leading_.load(); }
  std::uint64_t dropped() const { return queue_.dropped(); }
  std::size_t waiting() const { return queue_.size(); }
  /// By feed, in the order of the settings.
  const FeedCounts& counts(std::size_t feed) const { return *counts_[feed]; }
  const std::vector<AisFeedConfig>& feeds() const { return settings_.feeds; }
  /// Where a listener listens; 0 when it does not.
  std::uint16_t port(std::size_t feed) const;

 private:
  using Elapsed = std::chrono::steady_clock::time_point;
  /// Something done again and again: true when it is time, at most every `every`.
  class Due {
   public:
    explicit Due(domain::Millis every) : every_(every) {}
    bool now(Elapsed at);
    void soon() { next_ = Elapsed::min(); }

   private:
    domain::Millis every_;
    Elapsed next_ = Elapsed::min();
  };

  void run();
  bool keep_lease();
  void take_over(std::uint64_t fencing_token);
  void step_down(const std::string& why);
  PositionBook opened_book();
  std::optional<PositionBook> restored_book();
  void start_feeds();
  void stop_feeds();
  void hear(domain::Millis patience);
  void write_rows();
  void write_picture();
  void write_whole_snapshot();
  std::vector<AisFeedCount> feed_totals() const;

  AisStore& store_;
  LeaseStore& leases_;
  WallClock clock_;
  Log& log_;
  const TrackingSettings settings_;
  HeardQueue queue_;
  std::vector<std::unique_ptr<FeedCounts>> counts_;
  std::vector<std::unique_ptr<Feed>> running_feeds_;
  std::optional<PositionBook> book_;
  HeldLease lease_;
  std::atomic<bool> leading_{false};
  domain::Instant started_at_{};
  std::optional<domain::Instant> advanced_to_;
  std::optional<domain::Instant> snapshot_at_;
  Due lease_due_;
  Due write_due_;
  Due picture_due_;
  Due snapshot_due_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace quaywatt::server
