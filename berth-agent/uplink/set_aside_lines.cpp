#include "berth-agent/uplink/set_aside_lines.h"

#include <sstream>

#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {

constexpr char kSetAsideNote[] = "set_aside_by_server";  // "<count> <ref> <ref> …"

std::string reason_for(LedgerStore& store, const domain::LineRef& line) {
  const auto stored = store.at(line);
  if (!stored) return "line_missing";
  const auto decoded = wire::decode_line(stored->line, line);
  const auto* defect = std::get_if<wire::LineDefect>(&decoded);
  if (defect == nullptr) return "refused_by_server";
  return defect->pointer.empty() ? defect->reason : defect->reason + " " + defect->pointer;
}

}  // namespace

SetAsideLines::SetAsideLines(LedgerStore& store) {
  std::istringstream noted(store.note(kSetAsideNote).value_or(""));
  noted >> count_;
  for (std::string word; noted >> word;) {
    if (const auto line = wire::parse_ref(word)) name(store, *line);
  }
}

void SetAsideLines::add(LedgerStore& store, std::uint32_t epoch, const std::vector<std::uint64_t>& seqs) {
  bool news = false;
  for (const std::uint64_t seq : seqs) {
    const domain::LineRef line{epoch, seq};
    if (!newest_.empty() && line <= newest_.back().line) continue;
    ++count_;
    name(store, line);
    news = true;
  }
  if (!news) return;
  std::string text = std::to_string(count_);
  for (const auto& named : newest_) text += " " + wire::format_ref(named.line);
  store.put_note(kSetAsideNote, text);
}

void SetAsideLines::name(LedgerStore& store, const domain::LineRef& line) {
  if (newest_.size() == kNamedMax) newest_.erase(newest_.begin());
  newest_.push_back({line, reason_for(store, line)});
}

}  // namespace quaywatt::agent
