// Whatever comes in — over the line, as an argument, as a file — is refused or understood, never fatal (fault M10).

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "berth-agent/cli/meter_decode.h"
#include "berth-agent/meter/dlt645_scanner.h"
#include "berth-agent/meter/meter_config.h"
#include "berth-agent/meter/register_map.h"
#include "schema/config/strict_toml.h"
#include "tests/unit/meter/dlt645_bytes.h"

namespace quaywatt::agent {
namespace {

using dlt645::Bytes;

// Identifiers we know and bytes near the limits of BCD, so that decoding goes deep.
rc::Gen<Bytes> likely_payload() {
  const auto identifier =
      rc::gen::map(rc::gen::element<std::uint32_t>(0x00000000, 0x00010000, 0x0001FF00, 0x000100FF, 0x02010100,
                                                   0x0201FF00, 0x0203FF00, 0x01010000, 0x0101FF00, 0x02800002,
                                                   0x04000401, 0x04000403, 0x12345678),
                   [](std::uint32_t value) { return dlt645::read_request(dlt645::kMeter, value).payload; });
  const auto byte = rc::gen::weightedOneOf<std::uint8_t>(
      {{3, rc::gen::element<std::uint8_t>(0x00, 0x09, 0x10, 0x99, 0x80, 0xFF, 0x9A, 0xA9)},
       {1, rc::gen::arbitrary<std::uint8_t>()}});
  return rc::gen::apply([](const Bytes& head, const Bytes& rest) { return dlt645::joined({head, rest}); }, identifier,
                        rc::gen::container<Bytes>(byte));
}

rc::Gen<std::uint8_t> likely_control() {
  return rc::gen::oneOf(
      rc::gen::element<std::uint8_t>(0x11, 0x91, 0xB1, 0xD1, 0x12, 0x92, 0xB2, 0x13, 0x93, 0x03, 0x83),
      rc::gen::arbitrary<std::uint8_t>());
}

TEST(HostileInput, M10_EveryFrameIsUnderstoodOrRefusedInsideItsPayload) {
  EXPECT_TRUE(rc::check([] {
    Bytes payload = *rc::gen::oneOf(likely_payload(), rc::gen::arbitrary<Bytes>());
    payload.resize(std::min(payload.size(), dlt645::kMaxPayload));
    const auto meaning = dlt645::meaning_of({dlt645::kMeter, *likely_control(), payload});
    if (const auto* problem = std::get_if<dlt645::PayloadProblem>(&meaning)) {
      RC_ASSERT(problem->offset <= payload.size());
    } else {
      RC_ASSERT(!std::get<dlt645::Meaning>(meaning).zh.empty());
    }
  }));
}

TEST(HostileInput, M10_AnyBytesOnTheLineAreScannedToTheEnd) {
  EXPECT_TRUE(rc::check([](const Bytes& bytes) {
    dlt645::FrameScanner scanner;
    scanner.feed(bytes);
    std::size_t frames = 0;
    while (scanner.next_at_silence()) ++frames;
    RC_ASSERT(!scanner.pending());
    RC_ASSERT(frames * dlt645::kFrameOverhead + scanner.passed_over().noise_bytes <= bytes.size());
  }));
}

TEST(HostileInput, DecodeAnswersEveryTextWithLinesOfJson) {
  const auto letter = rc::gen::element<char>('6', '8', '1', '3', 'f', 'E', ' ', 'x', '0', '\t', '"', '\\', '\xE6');
  EXPECT_TRUE(rc::check([&] {
    const auto text = *rc::gen::container<std::string>(letter);
    std::ostringstream out;
    decode_dlt645_text(text, 0, out);
    std::istringstream lines(out.str());
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) RC_ASSERT(nlohmann::json::accept(line));
    RC_ASSERT(count > 0);
  }));
}

TEST(HostileInput, DecodeAnswersFramesAndRubbishInAnyOrder) {
  EXPECT_TRUE(rc::check([] {
    Bytes all;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
      const auto payload = *likely_payload();
      const dlt645::Frame frame{dlt645::kMeter, *likely_control(), Bytes(payload.begin(), payload.begin() + 4)};
      all = dlt645::joined({all, dlt645::encode_frame(frame), *rc::gen::arbitrary<Bytes>()});
    }
    std::ostringstream out;
    decode_dlt645_text(dlt645::hex_text(all), 3, out);
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);) RC_ASSERT(nlohmann::json::accept(line));
  }));
}

TEST(HostileInput, AnyRegisterMapIsReadOrRefusedWithItsPlace) {
  const auto word = rc::gen::element<std::string>(
      "quantity", "function_code", "address_hex", "data_type", "unit", "scale", "ratios", "billing", "source", ",", ",",
      ",", "\n", "\n", "\"", "0x0", "0xFFFF", "3", "yes", "energy_forward", "uint32", "kWh", "1e9", "#");
  EXPECT_TRUE(rc::check([&] {
    std::string text;
    for (const auto& part : *rc::gen::container<std::vector<std::string>>(word)) text += part;
    try {
      parse_register_map(text, "any.csv");
    } catch (const MapRefused& refused) {
      RC_ASSERT(std::string(refused.what()).starts_with("any.csv:"));
    }
  }));
}

TEST(HostileInput, A11_AnyMeterTableIsReadOrRefusedWithItsPlace) {
  const auto line = rc::gen::element<std::string>(
      "[[meter]]", "[meter]", "id = \"M\"", "id = 1", "protocol = \"modbus-tcp\"", "protocol = \"dlt645-2007-serial\"",
      "host = \"h\"", "host = []", "tcp_port = -1", "tcp_port = 9999999999", "device = \"d\"", "address = \"1\"",
      "address = \"000000000161\"", "baud = 7", "unit = 1979-05-27", "register_map = \"../x.csv\"", "ct_ratio = 1.0",
      "meter = 1", "[meter.id]", "unknown = { a = 1 }");
  EXPECT_TRUE(rc::check([&] {
    std::string text;
    for (const auto& part : *rc::gen::container<std::vector<std::string>>(line)) text += part + "\n";
    try {
      auto document = config::Document::parse(text, "any.toml");
      config::Table root = document.root();
      read_meter_configs(root);
      document.accept();
    } catch (const config::ConfigRefused& refused) {
      RC_ASSERT(!refused.problems().empty());
      RC_ASSERT(refused.problems().front().line > 0);
    }
  }));
}

}  // namespace
}  // namespace quaywatt::agent
