// A Modbus meter on a bad line (fault M10): CRC errors, silence, refusals. The bus is made up.

#include "berth-agent/meter/modbus_meter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/unit/meter/meter_outcome.h"

namespace quaywatt::agent {
namespace {

constexpr std::chrono::milliseconds kTimeout{1000};

/// Modbus: for each request the planned outcome.
class MadeUpBus final : public RegisterBus {
 public:
  using Words = std::vector<std::uint16_t>;
  using Outcome = std::variant<Words, MeterFailure>;
  explicit MadeUpBus(std::function<Outcome(const RegisterRequest&)> meters) : meters_(std::move(meters)) {}

  Outcome read(const RegisterRequest& request, std::chrono::milliseconds) override {
    requests.push_back(request);
    return meters_(request);
  }

  std::vector<RegisterRequest> requests;

 private:
  std::function<Outcome(const RegisterRequest&)> meters_;
};

RegisterMap small_map() {
  return parse_register_map(
      "quantity,function_code,address_hex,data_type,unit,scale,ratios,billing,source\n"
      "energy_forward,3,0x0000,uint32,kWh,0.01,,yes,\nvoltage_a,3,0x0010,uint16,V,0.1,,,\n"
      "frequency,3,0x0020,uint16,Hz,0.01,,,\npower_total,3,0x0030,int16,W,1,,,\n", "small.csv");
}

struct ModbusLine {
  explicit ModbusLine(std::function<MadeUpBus::Outcome(const RegisterRequest&)> meters) {
    auto made_up = std::make_unique<MadeUpBus>(std::move(meters));
    bus = made_up.get();
    shared->bus = std::move(made_up);
  }
  std::shared_ptr<SharedBus> shared = std::make_shared<SharedBus>();
  MadeUpBus* bus = nullptr;
  ModbusSettings settings{.unit = 1, .ratios = {}, .timeout = kTimeout, .retries = 2};
};

MadeUpBus::Outcome good(const RegisterRequest& request) {
  switch (request.address) {
    case 0x00: return MadeUpBus::Words{0, 12345};
    case 0x10: return MadeUpBus::Words{2297};
    case 0x20: return MadeUpBus::Words{4999};
    default: return MadeUpBus::Words{0xFFFF};
  }
}

MeterFailure failure(MeterFault fault) { return {fault, "坏", "bad"}; }

TEST(ModbusMeter, ReadsEveryBlock) {
  ModbusLine line(good);
  const auto result = ModbusMeter(line.shared, small_map(), line.settings).read();
  EXPECT_EQ(values_of(result).energy_forward.text, "123.45");
  EXPECT_EQ(values_of(result).voltage_mv[0], 229'700);
  EXPECT_EQ(values_of(result).frequency_millihz, 49'990);
  EXPECT_EQ(values_of(result).power_w, -1);
  EXPECT_EQ(values_of(result).retries, 0);
}

TEST(ModbusMeter, M10_CrcErrorAndSilenceAreAskedAgainAndFlagged) {
  for (const MeterFault fault : {MeterFault::checksum, MeterFault::timeout, MeterFault::wrong_address,
                                 MeterFault::malformed, MeterFault::connection_lost}) {
    int left = 2;
    ModbusLine line([&](const RegisterRequest& request) -> MadeUpBus::Outcome {
      if (left-- > 0) return failure(fault);
      return good(request);
    });
    const auto result = ModbusMeter(line.shared, small_map(), line.settings).read();
    EXPECT_EQ(values_of(result).energy_forward.text, "123.45");
    EXPECT_EQ(values_of(result).retries, 2);
  }
}

TEST(ModbusMeter, M10_TheFailureAfterTheLastRetryIsTheReadings) {
  for (const MeterFault fault : {MeterFault::checksum, MeterFault::timeout, MeterFault::wrong_address}) {
    ModbusLine line([&](const RegisterRequest&) -> MadeUpBus::Outcome { return failure(fault); });
    EXPECT_EQ(fault_of(ModbusMeter(line.shared, small_map(), line.settings).read()), fault);
    EXPECT_EQ(line.bus->requests.size(), 3U);
  }
  ModbusLine refuses(
      [&](const RegisterRequest&) -> MadeUpBus::Outcome { return failure(MeterFault::refused_by_meter); });
  EXPECT_EQ(fault_of(ModbusMeter(refuses.shared, small_map(), refuses.settings).read()), MeterFault::refused_by_meter);
  EXPECT_EQ(refuses.bus->requests.size(), 1U);
}

TEST(ModbusMeter, WhatTheMeterRefusesIsLeftOutAndRests) {
  ModbusLine line([](const RegisterRequest& request) -> MadeUpBus::Outcome {
    if (request.address == 0x20) return failure(MeterFault::refused_by_meter);
    return good(request);
  });
  ModbusMeter meter(line.shared, small_map(), line.settings);
  const auto result = meter.read();
  EXPECT_FALSE(values_of(result).frequency_millihz);
  EXPECT_EQ(values_of(result).power_w, -1);
  meter.read();
  const auto asked_frequency = std::count_if(line.bus->requests.begin(), line.bus->requests.end(),
                                             [](const RegisterRequest& request) { return request.address == 0x20; });
  EXPECT_EQ(asked_frequency, 1);
}

TEST(ModbusMeter, ABillingRegisterWithoutNumberIsAFailure) {
  const auto map = parse_register_map("quantity,function_code,address_hex,data_type,unit,scale,ratios,billing,source\n"
                                      "energy_forward,3,0x0000,float32,kWh,1,,yes,\n", "own.csv");
  ModbusLine line([](const RegisterRequest&) -> MadeUpBus::Outcome { return MadeUpBus::Words{0x7FC0, 0}; });
  EXPECT_EQ(fault_of(ModbusMeter(line.shared, map, line.settings).read()), MeterFault::value_out_of_range);
}

TEST(ModbusMeter, M10_OneSilentUnitLeavesItsNeighbourAlone) {
  ModbusLine line([](const RegisterRequest& request) -> MadeUpBus::Outcome {
    if (request.unit != 1) return failure(MeterFault::timeout);
    return good(request);
  });
  ModbusSettings silent = line.settings;
  silent.unit = 2;
  ModbusMeter broken(line.shared, small_map(), silent);
  ModbusMeter neighbour(line.shared, small_map(), line.settings);
  EXPECT_EQ(fault_of(broken.read()), MeterFault::timeout);
  EXPECT_EQ(values_of(neighbour.read()).retries, 0);
}

}  // namespace
}  // namespace quaywatt::agent
