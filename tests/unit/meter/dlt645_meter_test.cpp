// Bad lines (fault M10): wrong checksum, silence, other meters, two meters with one address. Asked again, flagged, and
// no other meter suffers. The lines are made up; each request finds the next planned answer.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <map>

#include "berth-agent/meter/dlt645_meter.h"
#include "berth-agent/meter/dlt645_scanner.h"
#include "tests/unit/meter/dlt645_bytes.h"
#include "tests/unit/meter/meter_outcome.h"

namespace quaywatt::agent {
namespace {

using dlt645::Bytes;
using Pieces = std::vector<Bytes>;
using testing::HasSubstr;

constexpr std::chrono::milliseconds kTimeout{1000};

/// A line with meters on it: for each request, what comes back, in how many pieces one likes. Time does not pass.
class MadeUpLink final : public ByteLink {
 public:
  using Meters = std::function<Pieces(const dlt645::Frame& request)>;
  explicit MadeUpLink(Meters meters) : meters_(std::move(meters)) {}

  std::optional<MeterFailure> begin(std::chrono::milliseconds) override {
    ++begun;
    return std::exchange(at_begin, std::nullopt);
  }
  std::optional<MeterFailure> send(std::span<const std::uint8_t> wire) override {
    dlt645::FrameScanner scanner;
    scanner.feed(wire);
    for (const Bytes& piece : meters_(*scanner.next())) arriving_.push_back(piece);
    return std::nullopt;
  }
  std::variant<std::size_t, MeterFailure> receive(std::span<std::uint8_t> room) override {
    if (arriving_.empty()) return MeterFailure{MeterFault::timeout, "无应答", "no answer"};
    return take(room);
  }
  std::size_t received_already(std::span<std::uint8_t> room) override { return arriving_.empty() ? 0 : take(room); }
  void close() override {}
  std::string place() const override { return "made-up"; }

  int begun = 0;
  std::optional<MeterFailure> at_begin;

 private:
  std::size_t take(std::span<std::uint8_t> room) {
    const Bytes piece = arriving_.front();
    arriving_.pop_front();
    std::copy(piece.begin(), piece.end(), room.begin());
    return piece.size();
  }

  Meters meters_;
  std::deque<Bytes> arriving_;
};

std::uint32_t asked(const dlt645::Frame& request) { return *dlt645::identifier_of(request.payload); }

Bytes energy_answer(const dlt645::Address& address, const char* payload = "00 00 01 00 26 00 00 00") {
  return dlt645::encode_frame({address, 0x91, dlt645::bytes(payload)});
}

Bytes refusal(const dlt645::Address& address) { return dlt645::encode_frame({address, 0xD1, dlt645::bytes("02")}); }

struct Dlt645Line {
  explicit Dlt645Line(MadeUpLink::Meters meters, std::int32_t retries = 2) {
    auto made_up = std::make_unique<MadeUpLink>(std::move(meters));
    link = made_up.get();
    shared->link = std::move(made_up);
    settings = {dlt645::kMeter, {}, kTimeout, retries};
  }
  MeterResult read() { return Dlt645Meter(shared, settings).read(); }

  std::shared_ptr<SharedLink> shared = std::make_shared<SharedLink>();
  MadeUpLink* link = nullptr;
  Dlt645Settings settings;
};

// Only the billing register is known; everything else is refused at once.
MadeUpLink::Meters plain_meter(std::function<Pieces(int attempt)> energy) {
  auto attempt = std::make_shared<int>(0);
  return [=](const dlt645::Frame& request) -> Pieces {
    if (asked(request) == dlt645::kForwardEnergy) return energy((*attempt)++);
    return {refusal(dlt645::kMeter)};
  };
}

TEST(Dlt645Meter, ReadsWithOnlyTheBillingRegisterKnown) {
  Dlt645Line line(plain_meter([](int) { return Pieces{energy_answer(dlt645::kMeter)}; }));
  const auto result = line.read();
  EXPECT_EQ(values_of(result).energy_forward.text, "0.26");
  EXPECT_EQ(values_of(result).meter_address, "000000000161");
  EXPECT_EQ(values_of(result).retries, 0);
  EXPECT_FALSE(values_of(result).voltage_mv[0]);
}

TEST(Dlt645Meter, M10_WrongChecksumIsAskedAgainAndFlagged) {
  Bytes garbled = energy_answer(dlt645::kMeter);
  garbled[14] = 0x00;
  Dlt645Line line(
      plain_meter([&](int attempt) { return Pieces{attempt < 2 ? garbled : energy_answer(dlt645::kMeter)}; }));
  const auto result = line.read();
  EXPECT_EQ(values_of(result).energy_forward.value.value, 260);
  EXPECT_EQ(values_of(result).retries, 2);
}

TEST(Dlt645Meter, M10_NamesWhatTheLineHadAfterTheLastRetry) {
  Bytes garbled = energy_answer(dlt645::kMeter);
  garbled[14] = 0x00;
  EXPECT_EQ(fault_of(Dlt645Line(plain_meter([&](int) { return Pieces{garbled}; })).read()), MeterFault::checksum);
  EXPECT_EQ(fault_of(Dlt645Line(plain_meter([](int) { return Pieces{dlt645::bytes("00 55 AA")}; })).read()),
            MeterFault::malformed);
  EXPECT_EQ(fault_of(Dlt645Line(plain_meter([](int) { return Pieces{}; })).read()), MeterFault::timeout);
}

TEST(Dlt645Meter, M10_RetriesAreLimited) {
  for (const int retries : {0, 1, 5}) {
    Dlt645Line line(plain_meter([](int) { return Pieces{}; }), retries);
    EXPECT_EQ(fault_of(line.read()), MeterFault::timeout);
    EXPECT_EQ(line.link->begun, retries + 1);
  }
}

TEST(Dlt645Meter, M10_AnotherMetersAnswerIsNeverTaken) {
  const dlt645::Address other{{0, 0, 0, 0, 1, 0x62}};
  Dlt645Line wrong(plain_meter([&](int) { return Pieces{energy_answer(other)}; }));
  const auto result = wrong.read();
  EXPECT_EQ(fault_of(result), MeterFault::wrong_address);
  EXPECT_THAT(std::get<MeterFailure>(result).en, HasSubstr("000000000162"));
  Dlt645Line both(plain_meter([&](int) {
    return Pieces{energy_answer(other, "00 00 01 00 99 99 99 99"), energy_answer(dlt645::kMeter)};
  }));
  EXPECT_EQ(values_of(both.read()).energy_forward.text, "0.26");
}

TEST(Dlt645Meter, M10_TwoMetersWithOneAddressAreNoticed) {
  Dlt645Line line(plain_meter([](int) {
    return Pieces{energy_answer(dlt645::kMeter), energy_answer(dlt645::kMeter, "00 00 01 00 99 00 00 00")};
  }), 0);
  EXPECT_EQ(fault_of(line.read()), MeterFault::address_clash);
}

TEST(Dlt645Meter, AnswersInPiecesWithEchoAndNoiseAreRead) {
  Dlt645Line line(plain_meter([](int) {
    const Bytes echo = dlt645::encode_frame(dlt645::read_request(dlt645::kMeter, dlt645::kForwardEnergy));
    const Bytes all =
        dlt645::joined({dlt645::bytes("00 FF"), echo, dlt645::bytes("FE FE"), energy_answer(dlt645::kMeter)});
    Pieces pieces;
    for (const std::uint8_t byte : all) pieces.push_back({byte});
    return pieces;
  }));
  EXPECT_EQ(values_of(line.read()).energy_forward.text, "0.26");
}

TEST(Dlt645Meter, AnAnswerToSomethingElseIsPassedOver) {
  Dlt645Line line(plain_meter([](int) {
    return Pieces{energy_answer(dlt645::kMeter, "00 00 02 00 99 00 00 00"), energy_answer(dlt645::kMeter)};
  }));
  EXPECT_EQ(values_of(line.read()).energy_forward.text, "0.26");
}

TEST(Dlt645Meter, AStrayStartByteBeforeTheAnswerOnlyCostsTime) {
  Dlt645Line line(plain_meter([](int) {
    return Pieces{dlt645::joined({dlt645::bytes("68"), energy_answer(dlt645::kMeter)})};
  }));
  EXPECT_EQ(values_of(line.read()).energy_forward.text, "0.26");
}

TEST(Dlt645Meter, ARefusedBillingRegisterIsNotAskedAgain) {
  Dlt645Line line([](const dlt645::Frame&) { return Pieces{refusal(dlt645::kMeter)}; });
  const auto result = line.read();
  EXPECT_EQ(fault_of(result), MeterFault::refused_by_meter);
  EXPECT_THAT(std::get<MeterFailure>(result).zh, HasSubstr("无请求数据"));
  EXPECT_EQ(line.link->begun, 1);
}

TEST(Dlt645Meter, DigitsThatAreNoneAreNamed) {
  Dlt645Line line(plain_meter([](int) { return Pieces{energy_answer(dlt645::kMeter, "00 00 01 00 26 0A 00 00")}; }));
  EXPECT_EQ(fault_of(line.read()), MeterFault::value_out_of_range);
}

TEST(Dlt645Meter, AWildcardAsksWhoeverIsThereAndSaysWhoAnswered) {
  Dlt645Line line(plain_meter([](int) { return Pieces{energy_answer(dlt645::kMeter)}; }));
  line.settings.address = dlt645::kAnyAddress;
  EXPECT_EQ(values_of(line.read()).meter_address, "000000000161");
}

TEST(Dlt645Meter, OnePhaseMetersAreAskedForPhaseA) {
  Dlt645Line line([](const dlt645::Frame& request) -> Pieces {
    switch (asked(request)) {
      case dlt645::kForwardEnergy: return {energy_answer(dlt645::kMeter)};
      case 0x02010100: return {energy_answer(dlt645::kMeter, "00 01 01 02 97 22")};
      case 0x02020100: return {energy_answer(dlt645::kMeter, "00 01 02 02 34 12 00")};
      default: return {refusal(dlt645::kMeter)};
    }
  });
  const auto result = line.read();
  EXPECT_EQ(values_of(result).voltage_mv[0], 229'700);
  EXPECT_EQ(values_of(result).current_ma[0], 1'234);
}

TEST(Dlt645Meter, WhatItNeverAnswersRestsAndIsAskedAgainLater) {
  std::map<std::uint32_t, int> times;
  Dlt645Line line([&](const dlt645::Frame& request) -> Pieces {
    ++times[asked(request)];
    if (asked(request) == dlt645::kForwardEnergy) return {energy_answer(dlt645::kMeter)};
    if (asked(request) == 0x02800002) return {};  // silent on the frequency
    return {refusal(dlt645::kMeter)};
  });
  Dlt645Meter meter(line.shared, line.settings);
  for (int reading = 0; reading < 11; ++reading) values_of(meter.read());
  EXPECT_EQ(times[dlt645::kForwardEnergy], 11);
  EXPECT_EQ(times[0x02800002], 3) << "the first reading's three attempts";
  EXPECT_EQ(times[0x02030000], 1);
  values_of(meter.read());
  EXPECT_EQ(times[0x02030000], 2);
}

TEST(Dlt645Meter, ALineThatDiesAfterTheEnergyEndsTheReadingSoon) {
  int requests = 0;
  Dlt645Line line([&](const dlt645::Frame& request) -> Pieces {
    ++requests;
    if (asked(request) == dlt645::kForwardEnergy) return {energy_answer(dlt645::kMeter)};
    return {};
  });
  EXPECT_EQ(values_of(line.read()).energy_forward.text, "0.26");
  EXPECT_LE(requests, 1 + 3 * 3);
}

TEST(Dlt645Meter, M10_OneSilentMeterLeavesItsNeighbourOnTheLineAlone) {
  Dlt645Line line([](const dlt645::Frame& request) -> Pieces {
    if (!(request.address == dlt645::kMeter)) return {};
    return {asked(request) == dlt645::kForwardEnergy ? energy_answer(dlt645::kMeter) : refusal(dlt645::kMeter)};
  });
  Dlt645Settings silent = line.settings;
  silent.address = {{0, 0, 0, 0, 9, 9}};
  Dlt645Meter neighbour(line.shared, line.settings);
  Dlt645Meter broken(line.shared, silent);
  for (int reading = 0; reading < 3; ++reading) {
    EXPECT_EQ(fault_of(broken.read()), MeterFault::timeout);
    EXPECT_EQ(values_of(neighbour.read()).energy_forward.text, "0.26");
    EXPECT_EQ(values_of(neighbour.read()).retries, 0);
  }
}

TEST(Dlt645Meter, ALostConnectionIsOpenedAgainARefusedOneIsNot) {
  Dlt645Line lost(plain_meter([](int) { return Pieces{energy_answer(dlt645::kMeter)}; }));
  lost.link->at_begin = MeterFailure{MeterFault::connection_lost, "", ""};
  EXPECT_EQ(values_of(lost.read()).retries, 1);
  Dlt645Line refused(plain_meter([](int) { return Pieces{energy_answer(dlt645::kMeter)}; }));
  refused.link->at_begin = MeterFailure{MeterFault::connection_refused, "", ""};
  EXPECT_EQ(fault_of(refused.read()), MeterFault::connection_refused);
}

}  // namespace
}  // namespace quaywatt::agent
