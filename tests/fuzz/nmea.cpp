// AIS as NMEA 0183 lines with whatever feeds put around them. The first byte says how a connection cuts the rest.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gis/ais_identity.h"
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

void check_text(const std::optional<std::string>& text, std::size_t most) {
  if (text) demand(!text->empty() && text->size() <= most, "a text is there and within its field");
}

void check_identity(const gis::AisIdentity& identity) {
  check_text(identity.name, 20);
  check_text(identity.call_sign, 7);
  check_text(identity.destination, 20);
  check_text(identity.eni, 8);
  demand(!identity.ship_type || (*identity.ship_type >= 1 && *identity.ship_type <= 255), "a ship type has eight bits");
  demand(!identity.draught_dm || (*identity.draught_dm >= 1 && *identity.draught_dm <= 255), "draught has eight bits");
  demand(!identity.dimensions || (identity.dimensions->length_m() >= 0 && identity.dimensions->length_m() <= 1022),
         "a length is one AIS can send");
  gis::AisIdentity known = identity;
  gis::learn(known, identity);
  demand(known == identity, "what is heard twice teaches nothing");
}

void check_payload(const gis::AisPayload& payload) {
  demand(payload.sixbit.size() <= gis::kAisPartsMax * gis::kAisLineMaxBytes, "a message keeps within its parts");
  demand(!payload.at_ms || *payload.at_ms >= 0, "a time of receipt is after 1970");
  const auto decoded = gis::decode_position(payload);
  if (const auto* position = std::get_if<gis::AisPosition>(&decoded)) check_position(*position);
  const auto said = gis::decode_identity(payload);
  if (const auto* identity = std::get_if<gis::AisIdentity>(&said)) check_identity(*identity);
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
  demand(assembler.dropped_parts() <= lines.size(), "a line is one part at most");
  return 0;
}
