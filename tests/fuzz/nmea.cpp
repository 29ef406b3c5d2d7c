// AIS as NMEA 0183 lines with whatever feeds put around them. The first byte says how a connection cuts the rest.

#include <string>
#include <variant>
#include <vector>

#include "gis/ais_position.h"
#include "gis/ais_sentence.h"
#include "server/ais/line_splitter.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

struct Line {
  std::string text;
  std::size_t bytes = 0;
  bool too_long = false;
  bool operator==(const Line&) const = default;
};

std::vector<Line> split(std::string_view text, std::size_t cut) {
  server::LineSplitter splitter;
  std::vector<Line> lines;
  const auto take = [&](std::string_view line, std::size_t bytes, bool too_long) {
    lines.push_back({std::string(line), bytes, too_long});
  };
  for (std::size_t at = 0; at < text.size(); at += cut) splitter.feed(text.substr(at, cut), take);
  splitter.flush(take);
  return lines;
}

void check_position(const gis::AisPosition& position) {
  demand(position.at.lon >= -1'800'000'000 && position.at.lon <= 1'800'000'000 && position.at.lat >= -900'000'000 &&
             position.at.lat <= 900'000'000,
         "a position is on the globe");
  demand(!position.sog_ckn || (*position.sog_ckn >= 0 && *position.sog_ckn <= 10'230), "a speed is one AIS can send");
  demand(!position.status || (*position.status >= 0 && *position.status <= 15), "a status has four bits");
}

void check_payload(const gis::AisPayload& payload) {
  demand(!payload.sixbit.empty() && payload.sixbit.size() <= gis::kAisPartsMax * gis::kAisLineMaxBytes,
         "a message keeps within its parts");
  demand(!payload.at_ms || *payload.at_ms >= 0, "a time of receipt is after 1970");
  const auto decoded = gis::decode_position(payload);
  if (const auto* position = std::get_if<gis::AisPosition>(&decoded)) check_position(*position);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::size_t cut = std::size_t{input.byte()} + 1;
  const auto text = input.text();
  const auto lines = split(text, text.size() + 1);
  demand(lines == split(text, cut), "lines do not depend on the cuts");
  std::size_t bytes = 0;
  gis::AisAssembler assembler;
  for (const Line& line : lines) {
    bytes += line.bytes;
    const auto taken = assembler.take(line.text);
    if (const auto* payload = std::get_if<gis::AisPayload>(&taken)) check_payload(*payload);
  }
  demand(bytes == text.size(), "every byte belongs to a line");
  return 0;
}
