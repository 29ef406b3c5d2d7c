// Ledger lines as a server may get them from an agent gone wrong: each decoded, encoded, applied to a berth's journal.

#include <string>
#include <variant>

#include "domain/berth/journal.h"
#include "schema/wire/line_codec.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

void check_refused(const wire::LineDefect& defect) {
  demand(!defect.reason.empty(), "a refused line has its reason");
  demand(defect.pointer.empty() || defect.pointer.starts_with('/'), "a refused line's place is a JSON pointer");
  fuzz::demand_bilingual(defect.text, "a refused line is explained");
}

void check_accepted(const domain::LedgerLine& line) {
  demand(!wire::defect_of(line), "what was read can be written");
  const std::string encoded = wire::encode_line(line);
  demand(encoded.size() <= wire::kLineMaxBytes, "a line keeps within its limit");
  const auto again = wire::decode_line(encoded, line.position);
  demand(std::holds_alternative<domain::LedgerLine>(again), "what was written can be read");
  demand(std::get<domain::LedgerLine>(again) == line, "a line comes back equal");
  demand(wire::encode_line(std::get<domain::LedgerLine>(again)) == encoded, "a line has one form");
}

/// Lines come once each, in order: positions are given here, references stay the line's own.
void check_journal(std::vector<domain::LedgerLine> lines, domain::Folder folder) {
  domain::BerthJournal journal;
  std::uint64_t seq = 0;
  for (auto& line : lines) {
    line.position = {1, ++seq};
    const domain::BerthJournal before = journal;
    const auto applied = domain::apply(journal, line, folder);
    if (const auto* refusal = std::get_if<domain::LineRefusal>(&applied)) {
      demand(journal == before, "a line set aside changes nothing");
      demand(!domain::refusal_name(*refusal).empty(), "a line set aside has its reason");
    }
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<domain::LedgerLine> good;
  for (const auto text : fuzz::lines_of(fuzz::Input(data, size).text())) {
    const auto decoded = wire::decode_line(text);
    if (const auto* defect = std::get_if<wire::LineDefect>(&decoded)) {
      check_refused(*defect);
    } else {
      good.push_back(std::get<domain::LedgerLine>(decoded));
      check_accepted(good.back());
    }
  }
  check_journal(good, domain::Folder::agent);
  check_journal(good, domain::Folder::server);
  return 0;
}
