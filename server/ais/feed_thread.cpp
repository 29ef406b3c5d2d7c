#include "server/ais/feed_thread.h"

#include <random>

#include "server/ais/back_off.h"

namespace quaywatt::server {

FeedThread::FeedThread(AisFeedConfig config, std::uint16_t number, FeedSurroundings surroundings)
    : config_(std::move(config)), number_(number), surroundings_(std::move(surroundings)) {}

void FeedThread::start() {
  thread_ = std::thread([this] { run(); });
}

void FeedThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool FeedThread::stopping() const {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void FeedThread::pause(domain::Millis time) {
  std::unique_lock lock(mutex_);
  stopped_.wait_for(lock, time, [this] { return stopping_; });
}

void FeedThread::pause_after_failure() {
  thread_local std::mt19937 random(std::random_device{}());
  pause(feed_back_off(++failures_, static_cast<std::uint32_t>(random())));
}

void FeedThread::note_trouble(const std::string& why) {
  if (why == last_trouble_) return;  // the same again is counted, not written for ever
  last_trouble_ = why;
  surroundings_.log.warning("ais_feed_trouble", {{"feed", config_.name}, {"why", why}});
}

void FeedThread::run() {
  while (!stopping()) {
    try {
      read_on();
    } catch (const std::exception& error) {
      note_trouble(error.what());
    }
    if (!stopping()) pause_after_failure();
  }
}

FeedDecoder FeedThread::decoder() const {
  return {{number_, surroundings_.future_max}, surroundings_.clock, surroundings_.counts};
}

void FeedThread::take_line(std::string_view line, bool too_long, FeedDecoder& decoder) {
  if (too_long) return decoder.drop_too_long();
  if (auto heard = decoder.take(line)) surroundings_.queue.put(std::move(*heard));
}

void FeedThread::take_bytes(std::string_view bytes, LineSplitter& splitter, FeedDecoder& decoder) {
  splitter.feed(bytes, [&](std::string_view line, std::size_t, bool too_long) { take_line(line, too_long, decoder); });
}

}  // namespace quaywatt::server
