#include "server/usecases/refused_lines.h"

#include <optional>
#include <variant>

#include "schema/wire/line_codec.h"

namespace quaywatt::server {

namespace {

std::optional<SetAsideLine> refusal_of_line(const std::string& text, const domain::LedgerPosition& position,
                                            const std::string& berth) {
  const auto decoded = wire::decode_line(text, position);
  if (const auto* defect = std::get_if<wire::LineDefect>(&decoded)) {
    return SetAsideLine{position, defect->reason, defect->pointer + ": " + defect->text};
  }
  const auto* stay = std::get_if<domain::StayRegistered>(&std::get<domain::LedgerLine>(decoded).body);
  if (stay == nullptr || stay->berth == berth) return std::nullopt;
  return SetAsideLine{position, "foreign_berth",
                      "泊位 " + stay->berth + " 不是本终端的泊位 " + berth + " / berth " + stay->berth +
                          " is not this agent's berth " + berth};
}

}  // namespace

std::vector<SetAsideLine> refused_lines(const wire::Batch& batch, const std::string& berth) {
  std::vector<SetAsideLine> refused;
  for (std::size_t index = 0; index < batch.lines.size(); ++index) {
    auto refusal = refusal_of_line(batch.lines[index], {batch.epoch, batch.first_seq + index}, berth);
    if (refusal) refused.push_back(std::move(*refusal));
  }
  return refused;
}

std::vector<std::uint64_t> seqs_of(const std::vector<SetAsideLine>& lines) {
  std::vector<std::uint64_t> seqs;
  seqs.reserve(lines.size());
  for (const SetAsideLine& line : lines) seqs.push_back(line.position.seq);
  return seqs;
}

}  // namespace quaywatt::server
