#include "server/ais/ais_tracking.h"

#include <utility>

#include "server/ais/snapshot_file.h"

namespace quaywatt::server {

namespace {

constexpr domain::Millis kRoundPatience{200};
constexpr domain::Millis kAdvanceEvery = std::chrono::minutes{1};   ///< of the tracker's clock
constexpr std::size_t kPendingMax = 50'000;  ///< rows that wait for a database that is away; beyond, nothing is heard

}  // namespace

bool AisTracking::Due::now(Elapsed at) {
  if (at < next_) return false;
  next_ = at + every_;
  return true;
}

AisTracking::AisTracking(AisStore& store, LeaseStore& leases, WallClock clock, Log& log, TrackingSettings settings)
    : store_(store),
      leases_(leases),
      clock_(std::move(clock)),
      log_(log),
      settings_(std::move(settings)),
      queue_(settings_.queue_max),
      lease_due_(settings_.lease_ttl / 3),
      write_due_(settings_.write_every),
      picture_due_(settings_.picture_every),
      snapshot_due_(settings_.snapshot_every) {
  for (std::size_t feed = 0; feed < settings_.feeds.size(); ++feed) counts_.push_back(std::make_unique<FeedCounts>());
}

AisTracking::~AisTracking() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
  stop_feeds();
  try {
    if (leading_) {
      save_all();
      leases_.release(settings_.lease_name, settings_.holder);
    }
  } catch (const std::exception&) {
    // The snapshot before holds, the lease runs out by itself.
  }
}

void AisTracking::start() { thread_ = std::thread([this] { run(); }); }

void AisTracking::run() {
  while (!stopping_) {
    try {
      round(kRoundPatience);
    } catch (const std::exception& error) {
      log_.error("ais_tracking_failed", {{"why", error.what()}});
      std::this_thread::sleep_for(kRoundPatience);
    }
  }
}

std::uint16_t AisTracking::port(std::size_t feed) const {
  return feed < running_feeds_.size() ? running_feeds_[feed]->port() : 0;
}

bool AisTracking::keep_lease() {
  if (!lease_due_.now(std::chrono::steady_clock::now())) return leading_;
  std::optional<std::uint64_t> token;
  try {
    token = leases_.acquire(settings_.lease_name, settings_.holder, settings_.lease_ttl);
  } catch (const StoreError&) {
    return leading_;  // no database: what is heard waits; each write is checked against the lease anyway
  }
  if (!token) {
    if (leading_) step_down("another instance holds the lease");
    return false;
  }
  // Another number under our own name: we were silent for so long that somebody was tracking in between.
  if (leading_ && *token != lease_.fencing_token) step_down("the lease was away in between");
  if (!leading_) take_over(*token);
  return true;
}

std::optional<PositionBook> AisTracking::restored_book() {
  std::vector<std::string> names;
  for (const auto& feed : settings_.feeds) names.push_back(feed.name);
  std::optional<BookSnapshot> snapshot;
  try {
    snapshot = read_snapshot(settings_.snapshot_file);
  } catch (const std::exception& error) {
    log_.error("ais_snapshot_refused", {{"why", error.what()}});
  }
  if (!snapshot) return std::nullopt;
  gis::LiveChanges changes;
  auto restored = gis::LiveTracker::restore(snapshot->tracker, settings_.fences, settings_.waters, settings_.live,
                                            changes);
  if (const auto* refused = std::get_if<gis::SnapshotRefused>(&restored)) {
    log_.error("ais_snapshot_refused", {{"why", refused->reason}});
    return std::nullopt;
  }
  PositionBook book(std::get<gis::LiveTracker>(std::move(restored)), std::move(names));
  book.go_on_from(std::move(snapshot->cursors));
  book.add(std::move(changes));
  return book;
}

PositionBook AisTracking::opened_book() {
  if (auto book = restored_book()) return std::move(*book);
  const auto closed = store_.close_untracked(lease_);
  if (closed > 0) log_.warning("ais_stays_untracked", {{"closed", closed}});
  std::vector<std::string> names;
  for (const auto& feed : settings_.feeds) names.push_back(feed.name);
  return {gis::LiveTracker(settings_.fences, settings_.waters, settings_.live), std::move(names)};
}

void AisTracking::take_over(std::uint64_t fencing_token) {
  lease_ = {settings_.lease_name, fencing_token};
  PositionBook book = opened_book();
  book.identities().load(store_.newest_identities());
  book_.emplace(std::move(book));
  started_at_ = clock_();
  advanced_to_.reset();
  snapshot_due_.now(std::chrono::steady_clock::now());
  leading_ = true;
  start_feeds();
  log_.info("ais_tracking", {{"vessels", book_->tracker().vessels()}, {"fences", settings_.fences.size()}});
}

void AisTracking::step_down(const std::string& why) {
  log_.warning("ais_tracking_ended", {{"why", why}});
  stop_feeds();
  book_.reset();
  leading_ = false;
  lease_due_.soon();
}

void AisTracking::start_feeds() {
  queue_.reopen();
  for (std::size_t feed = 0; feed < settings_.feeds.size(); ++feed) {
    const auto cursor = book_->cursors().find(settings_.feeds[feed].name);
    const auto from = cursor == book_->cursors().end() ? std::nullopt : std::optional(cursor->second);
    running_feeds_.push_back(start_feed(settings_.feeds[feed], static_cast<std::uint16_t>(feed),
                                        {clock_, queue_, *counts_[feed], log_, settings_.future_max}, from));
  }
}

void AisTracking::stop_feeds() {
  queue_.close();
  running_feeds_.clear();
}

void AisTracking::hear(domain::Millis patience) {
  if (book_->pending() > kPendingMax) {
    std::this_thread::sleep_for(patience);
    return;
  }
  for (const Heard& heard : queue_.take_all(patience)) book_->take(heard);
  const domain::Instant now = clock_();
  if (!advanced_to_ || now - *advanced_to_ >= kAdvanceEvery) {
    book_->advance(now);
    advanced_to_ = now;
  }
}

void AisTracking::write_rows() {
  AisWrites writes = book_->take_writes();
  try {
    store_.write(writes, lease_);
  } catch (...) {
    book_->return_writes(std::move(writes));
    throw;
  }
}

std::vector<AisFeedCount> AisTracking::feed_totals() const {
  std::vector<AisFeedCount> totals;
  for (std::size_t feed = 0; feed < counts_.size(); ++feed) {
    for (std::size_t cause = 0; cause < kFeedCauseNames.size(); ++cause) {
      totals.push_back({settings_.feeds[feed].name, std::string(kFeedCauseNames[cause]),
                        counts_[feed]->of(static_cast<FeedCause>(cause))});
    }
  }
  return totals;
}

void AisTracking::write_picture() {
  const auto alongside = book_->picture();
  AisTrackingState state;
  state.as_of = clock_();
  state.started_at = started_at_;
  state.vessels = book_->tracker().vessels();
  state.alongside = alongside.size();
  state.waiting = queue_.size();
  state.dropped = queue_.dropped();
  state.snapshot_at = snapshot_at_;
  store_.replace_picture(alongside, state, feed_totals(), lease_);
}

void AisTracking::write_whole_snapshot() {
  write_rows();
  write_snapshot(settings_.snapshot_file, book_->snapshot());
  snapshot_at_ = clock_();
}

bool AisTracking::save_all() {
  if (!book_) return false;
  write_picture();
  write_whole_snapshot();
  return true;
}

void AisTracking::round(domain::Millis patience) {
  if (!keep_lease()) {
    std::this_thread::sleep_for(patience);
    return;
  }
  hear(patience);
  const auto now = std::chrono::steady_clock::now();
  try {
    if (write_due_.now(now)) write_rows();
    if (picture_due_.now(now)) write_picture();
    if (snapshot_due_.now(now)) write_whole_snapshot();
  } catch (const LeaseLost& lost) {
    step_down(lost.what());
  }
}

}  // namespace quaywatt::server
