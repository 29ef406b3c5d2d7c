// DL/T 645: bytes from a serial line, in any cuts. The first byte says how the rest is cut.

#include <map>
#include <variant>

#include "berth-agent/meter/dlt645_decoder.h"
#include "berth-agent/meter/dlt645_reading.h"
#include "berth-agent/meter/dlt645_scanner.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt::agent::dlt645;
using quaywatt::fuzz::demand;
using quaywatt::fuzz::demand_bilingual;

struct Scanned {
  std::vector<Frame> frames;
  PassedOver passed_over;
};

Scanned scan(std::span<const std::uint8_t> bytes, std::size_t cut) {
  FrameScanner scanner;
  Scanned found;
  for (std::size_t at = 0; at < bytes.size(); at += cut) {
    scanner.feed(bytes.subspan(at, std::min(cut, bytes.size() - at)));
    while (auto frame = scanner.next()) found.frames.push_back(std::move(*frame));
  }
  while (auto frame = scanner.next_at_silence()) found.frames.push_back(std::move(*frame));
  demand(!scanner.pending(), "nothing is held after silence");
  found.passed_over = scanner.passed_over();
  return found;
}

void check_meaning(const Frame& frame, Answers& answers) {
  const auto meaning = meaning_of(frame);
  if (const auto* problem = std::get_if<PayloadProblem>(&meaning)) {
    demand(problem->offset <= frame.payload.size(), "a payload's fault lies within it");
    demand_bilingual(problem->zh + problem->en, "a payload's fault is explained");
    return;
  }
  const auto& known = std::get<Meaning>(meaning);
  demand(!known.zh.empty() && !known.en.empty(), "a frame's meaning is said in both languages");
  demand(known.block || known.items.size() <= 1, "only a block has several items");
  if (known.identifier && frame.from_meter()) answers.insert_or_assign(*known.identifier, known);
}

void check_frame_at_start(std::span<const std::uint8_t> bytes) {
  const auto parsed = parse_frame(bytes);
  if (const auto* problem = std::get_if<FrameProblem>(&parsed)) {
    demand(problem->offset <= bytes.size(), "a frame's fault lies within the input");
    demand_bilingual(problem->zh + problem->en, "a frame's fault is explained");
    return;
  }
  const auto& found = std::get<FoundFrame>(parsed);
  demand(found.start < found.end && found.end <= bytes.size(), "a frame lies within the input");
  const auto again = encode_frame(found.frame);
  demand(std::ranges::equal(again, bytes.subspan(found.start, found.end - found.start)), "a frame re-encodes equal");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  quaywatt::fuzz::Input input(data, size);
  const std::size_t cut = std::size_t{input.byte()} + 1;
  const auto bytes = input.bytes();
  check_frame_at_start(bytes);
  const Scanned whole = scan(bytes, bytes.size() + 1);
  const Scanned in_cuts = scan(bytes, cut);
  demand(whole.frames == in_cuts.frames, "the frames found do not depend on the cuts");
  demand(whole.passed_over.noise_bytes == in_cuts.passed_over.noise_bytes &&
             whole.passed_over.wrong_checksums == in_cuts.passed_over.wrong_checksums,
         "what is passed over does not depend on the cuts");
  Answers answers;
  for (const Frame& frame : whole.frames) check_meaning(frame, answers);
  if (const auto values = register_values(answers, {80, 10})) {
    demand(!values->energy_forward.text.empty() && values->energy_forward.multiplier == 800,
           "a reading has its register's text and the ratios asked for");
  }
  return 0;
}
