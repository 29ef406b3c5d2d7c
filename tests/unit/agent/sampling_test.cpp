// What of the live picture is recorded, by the agent's clock alone; and that one dead meter delays nobody.

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>

#include "berth-agent/sampling/recording_schedule.h"
#include "berth-agent/sampling/sampler.h"
#include "tests/support/manual_clock.h"

namespace quaywatt::test {
namespace {

using namespace agent;
using Cause = domain::Reading::Cause;
using std::chrono::minutes;
using std::chrono::seconds;

domain::RegisterValues values(std::int64_t energy_wh, std::optional<std::int64_t> power_w) {
  domain::RegisterValues out;
  out.energy_forward.value = {energy_wh};
  out.energy_forward.text = "1";
  out.power_w = power_w;
  return out;
}

struct RecordingScheduleTest : testing::Test {
  /// Offers readings every 10 s for `length` and says what was recorded, as "minutes since start: cause".
  std::vector<std::pair<std::int64_t, Cause>> offer(domain::Millis length, const domain::RegisterValues& reading,
                                                    bool supplying) {
    std::vector<std::pair<std::int64_t, Cause>> recorded;
    for (domain::Millis past{0}; past < length; past += seconds{10}) {
      clock.advance(seconds{10});
      if (const auto cause = schedule.due(clock.now(), reading, supplying)) {
        schedule.recorded(clock.now(), reading);
        recorded.emplace_back((past + seconds{10}).count() / 1000, *cause);
      }
    }
    return recorded;
  }

  ManualClock clock;  // begins on a full hour
  RecordingSchedule schedule;
};

TEST_F(RecordingScheduleTest, FirstReadingIsAlwaysRecorded) {
  EXPECT_EQ(schedule.due(clock.now(), values(100, 0), false), Cause::idle);
  EXPECT_EQ(schedule.due(clock.now(), values(100, 2000), true), Cause::supplying);
}

TEST_F(RecordingScheduleTest, IdleMeterIsRecordedOnceAnHourOfTheClock) {
  schedule.recorded(clock.now(), values(100, 0));
  const auto recorded = offer(minutes{125}, values(100, 0), false);
  EXPECT_EQ(recorded, (std::vector<std::pair<std::int64_t, Cause>>{{3600, Cause::idle}, {7200, Cause::idle}}));
}

TEST_F(RecordingScheduleTest, SuppliedMeterIsRecordedEveryFiveMinutesAndOnTheQuarterHour) {
  clock.advance(minutes{3});
  schedule.recorded(clock.now(), values(100, 2000));
  const auto recorded = offer(minutes{24}, values(200, 2000), true);
  EXPECT_EQ(recorded, (std::vector<std::pair<std::int64_t, Cause>>{{300, Cause::supplying},
                                                                   {600, Cause::supplying},
                                                                   {720, Cause::quarter_hour},
                                                                   {1020, Cause::supplying},
                                                                   {1320, Cause::supplying}}));
}

TEST_F(RecordingScheduleTest, MarkedChangeOfPowerIsRecordedAtOnce) {
  schedule.recorded(clock.now(), values(100, 0));
  clock.advance(seconds{10});
  EXPECT_EQ(schedule.due(clock.now(), values(100, 199), true), std::nullopt);
  EXPECT_EQ(schedule.due(clock.now(), values(100, 200), true), Cause::power_change);
  schedule.recorded(clock.now(), values(100, 15'000));
  clock.advance(minutes{2});
  EXPECT_EQ(schedule.due(clock.now(), values(100, 12'100), true), std::nullopt) << "less than a fifth";
  EXPECT_EQ(schedule.due(clock.now(), values(100, 12'000), true), Cause::power_change);
}

TEST_F(RecordingScheduleTest, RestlessLoadIsBoundedButSwitchingOffIsSeenAtOnce) {
  schedule.recorded(clock.now(), values(100, 15'000));
  clock.advance(seconds{10});
  EXPECT_EQ(schedule.due(clock.now(), values(100, 5'000), true), std::nullopt);
  EXPECT_EQ(schedule.due(clock.now(), values(100, 0), true), Cause::power_change);
  clock.advance(seconds{50});
  EXPECT_EQ(schedule.due(clock.now(), values(100, 5'000), true), Cause::power_change);
}

TEST_F(RecordingScheduleTest, M7_EnergyWithoutSessionIsRecordedLikeASession) {
  schedule.recorded(clock.now(), values(100, std::nullopt));
  clock.advance(minutes{5});
  EXPECT_EQ(schedule.due(clock.now(), values(100, std::nullopt), false), std::nullopt);
  EXPECT_EQ(schedule.due(clock.now(), values(110, std::nullopt), false), Cause::supplying);
}

TEST_F(RecordingScheduleTest, M10_SilenceIsSaidOnceAndEndsWithTheNextReading) {
  schedule.recorded(clock.now(), values(100, 0));
  EXPECT_TRUE(schedule.silence_begins());
  EXPECT_FALSE(schedule.silence_begins());
  clock.advance(seconds{10});
  EXPECT_EQ(schedule.due(clock.now(), values(100, 0), false), Cause::idle) << "the reading that ends the silence";
  schedule.recorded(clock.now(), values(100, 0));
  EXPECT_TRUE(schedule.silence_begins());
}

TEST_F(RecordingScheduleTest, C2_WallClockSetBackDoesNotSilenceTheSchedule) {
  schedule.recorded(clock.now(), values(100, 2000));
  clock.step_wall(-std::chrono::hours{24});
  clock.advance(seconds{10});
  EXPECT_EQ(schedule.due(clock.now(), values(100, 2000), true), Cause::quarter_hour);
}

TEST_F(RecordingScheduleTest, A13_ReadingAfterOthersThatWereLeftOutIsLateAndASilenceIsNot) {
  schedule.recorded(clock.now(), values(100, 5'000));
  clock.advance(minutes{9});
  EXPECT_FALSE(schedule.late(clock.now(), true));
  clock.advance(minutes{1});
  EXPECT_TRUE(schedule.late(clock.now(), true));
  EXPECT_TRUE(schedule.late(clock.now(), false)) << "energy was drawn without a session";
  schedule.recorded(clock.now(), values(100, 0));
  clock.advance(minutes{119});
  EXPECT_FALSE(schedule.late(clock.now(), false)) << "idle: hourly";
  clock.advance(minutes{1});
  EXPECT_TRUE(schedule.late(clock.now(), false));
  schedule.silence_begins();
  EXPECT_FALSE(schedule.late(clock.now(), true)) << "the meter did not answer: M15";
}

TEST(SamplingPause, FollowsTheShortenedClockDownToAFloor) {
  EXPECT_EQ(sampling_pause(seconds{10}, 1), domain::Millis{10'000});
  EXPECT_EQ(sampling_pause(seconds{10}, 20), domain::Millis{500});
  EXPECT_EQ(sampling_pause(seconds{10}, 10'000), kShortestSamplingPause);
}

/// Answers at once, or never before the test lets it.
class TestMeter : public MeterSource {
 public:
  explicit TestMeter(std::shared_future<void> gate) : gate_(std::move(gate)) {}
  MeterResult read() override {
    gate_.wait();
    return values(++reads_, 0);
  }

 private:
  std::shared_future<void> gate_;
  std::int64_t reads_ = 0;
};

class CountingSink : public ReadingSink {
 public:
  void take_reading(const MeterReading& reading) override {
    const std::lock_guard lock(mutex_);
    ++taken_[reading.meter];
    changed_.notify_all();
  }
  void wait_for(const std::string& meter, int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return taken_[meter] >= count; });
  }
  int taken(const std::string& meter) {
    const std::lock_guard lock(mutex_);
    return taken_[meter];
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, int> taken_;
};

struct SamplerTest : testing::Test {
  /// M-1 answers at once, M-2 never.
  void make(domain::Millis edge_deadline = std::chrono::minutes{1}) {
    open.set_value();
    std::vector<SampledMeter> meters;
    meters.push_back({"M-1", "SP-1", std::make_unique<TestMeter>(open.get_future().share())});
    meters.push_back({"M-2", "SP-2", std::make_unique<TestMeter>(shut.get_future().share())});
    Sampler::Settings settings;
    settings.pause = domain::Millis{1};
    settings.edge_deadline = edge_deadline;
    sampler = std::make_unique<Sampler>(std::move(meters), clock, settings);
  }
  ~SamplerTest() override {
    if (!released) shut.set_value();
  }

  ManualClock clock;
  std::promise<void> open;
  std::promise<void> shut;
  bool released = false;
  CountingSink sink;
  std::unique_ptr<Sampler> sampler;
};

TEST_F(SamplerTest, M10_DeadMeterDelaysNoOther) {
  make();
  sampler->start(sink);
  sink.wait_for("M-1", 5);
  EXPECT_EQ(sink.taken("M-2"), 0);
}

TEST_F(SamplerTest, EdgeReadingIsNotDelayedByADeadMeterAndStampedByTheClock) {
  make();
  sampler->start(sink);
  const auto reading = sampler->read_now("M-1");
  ASSERT_NE(reading.values(), nullptr);
  EXPECT_EQ(reading.supply_point, "SP-1");
  EXPECT_EQ(reading.at.wall, clock.now().wall);
}

TEST_F(SamplerTest, M10_EdgeReadingOfADeadMeterFailsAtItsDeadline) {
  make(domain::Millis{20});
  sampler->start(sink);
  const auto reading = sampler->read_now("M-2");
  ASSERT_NE(reading.failure(), nullptr);
  EXPECT_EQ(reading.failure()->fault, MeterFault::timeout);
  EXPECT_NE(reading.failure()->zh.find("M-2"), std::string::npos);
}

TEST_F(SamplerTest, UnknownMeterIsSaid) {
  make();
  sampler->start(sink);
  EXPECT_EQ(sampler->read_now("M-9").failure()->fault, MeterFault::device_missing);
}

TEST_F(SamplerTest, AfterTheStopNobodyWaits) {
  make();
  sampler->start(sink);
  shut.set_value();
  released = true;
  sampler->stop();
  EXPECT_NE(sampler->read_now("M-1").failure(), nullptr);
}

TEST_F(SamplerTest, SinkThatThrowsDoesNotEndTheReading) {
  struct Throwing : CountingSink {
    void take_reading(const MeterReading& reading) override {
      CountingSink::take_reading(reading);
      throw std::runtime_error("the disk refuses");
    }
  } throwing;
  make();
  sampler->start(throwing);
  throwing.wait_for("M-1", 3);
  shut.set_value();
  released = true;
  sampler->stop();
  EXPECT_GE(throwing.taken("M-1"), 3);
}

}  // namespace
}  // namespace quaywatt::test
