#include "berth-agent/sampling/sampler.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <future>
#include <iostream>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace quaywatt::agent {

domain::Millis sampling_pause(domain::Millis clock_interval, std::uint32_t clock_scale) {
  return std::max(clock_interval / std::max<std::uint32_t>(clock_scale, 1), kShortestSamplingPause);
}

/// One meter's thread. It alone touches the source.
class Sampler::Reader {
 public:
  Reader(SampledMeter meter, const AgentClock& clock, domain::Millis pause)
      : meter_(std::move(meter)), clock_(clock), pause_(pause) {}

  ~Reader() { join(); }

  const std::string& meter() const { return meter_.meter; }
  const std::string& supply_point() const { return meter_.supply_point; }

  void start(ReadingSink& sink) {
    const std::lock_guard lock(mutex_);
    running_ = true;
    thread_ = std::thread([this, &sink] { run(sink); });
  }

  void request_stop() {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }

  void join() {
    request_stop();
    if (thread_.joinable()) thread_.join();
  }

  /// The answer to one immediate request; broken when the thread ends first.
  std::future<MeterReading> request() {
    const std::lock_guard lock(mutex_);
    edges_.emplace_back();
    auto answer = edges_.back().get_future();
    if (stopping_ || !running_) edges_.clear();
    changed_.notify_all();
    return answer;
  }

 private:
  void run(ReadingSink& sink) {
    for (;;) {
      auto asked = next_request();
      if (!asked) return;
      const MeterReading reading = read();
      if (asked->empty()) {
        deliver(sink, reading);
      } else {
        // Whoever asked may have stopped waiting; the promise bears that.
        for (auto& edge : *asked) edge.set_value(reading);
      }
    }
  }

  /// Waits for the next turn. Empty: the interval is over. With promises: somebody waits. nullopt: stop.
  std::optional<std::vector<std::promise<MeterReading>>> next_request() {
    std::unique_lock lock(mutex_);
    const auto wait = std::exchange(first_, false) ? domain::Millis{0} : pause_;
    changed_.wait_for(lock, wait, [this] { return stopping_ || !edges_.empty(); });
    if (!stopping_) return std::exchange(edges_, {});
    edges_.clear();
    return std::nullopt;
  }

  MeterReading read() {
    MeterResult result = meter_.source->read();
    return {meter_.meter, meter_.supply_point, clock_.now(), std::move(result)};
  }

  /// The thread's edge: a desk whose disk refuses does not stop the live picture of the next reading.
  void deliver(ReadingSink& sink, const MeterReading& reading) {
    try {
      sink.take_reading(reading);
      complained_ = false;
    } catch (const std::exception& failure) {
      if (!std::exchange(complained_, true)) std::cerr << meter_.meter << ": " << failure.what() << std::endl;
    }
  }

  SampledMeter meter_;
  const AgentClock& clock_;
  domain::Millis pause_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::promise<MeterReading>> edges_;
  bool running_ = false;
  bool stopping_ = false;
  bool first_ = true;
  bool complained_ = false;
  std::thread thread_;
};

Sampler::Sampler(std::vector<SampledMeter> meters, const AgentClock& clock, Settings settings)
    : clock_(clock), settings_(settings) {
  for (auto& meter : meters) {
    readers_.push_back(std::make_unique<Reader>(std::move(meter), clock_, settings_.pause));
  }
}

Sampler::~Sampler() { stop(); }

void Sampler::start(ReadingSink& sink) {
  for (auto& reader : readers_) reader->start(sink);
}

void Sampler::stop() {
  for (auto& reader : readers_) reader->request_stop();
  for (auto& reader : readers_) reader->join();
}

MeterReading Sampler::read_now(const std::string& meter) {
  const auto reader = std::find_if(readers_.begin(), readers_.end(),
                                   [&](const auto& candidate) { return candidate->meter() == meter; });
  if (reader == readers_.end()) {
    return {meter, {}, clock_.now(),
            MeterFailure{MeterFault::device_missing, "未配置的电表 " + meter, "no such meter in the settings: " + meter}};
  }
  const auto failed = [&](std::string zh, std::string en) {
    return MeterReading{meter, (*reader)->supply_point(), clock_.now(),
                        MeterFailure{MeterFault::timeout, std::move(zh), std::move(en)}};
  };
  auto answer = (*reader)->request();
  if (answer.wait_for(settings_.edge_deadline) != std::future_status::ready) {
    return failed("电表 " + meter + " 未在限时内应答", "meter " + meter + " did not answer in the time allowed");
  }
  try {
    return answer.get();
  } catch (const std::future_error&) {
    return failed("程序正在停止", "the program is stopping");
  }
}

}  // namespace quaywatt::agent
