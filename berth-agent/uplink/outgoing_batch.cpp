#include "berth-agent/uplink/outgoing_batch.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {

constexpr std::size_t kHeaderBytesMax = 1024;

domain::Head head_before(LedgerStore& store, const std::string& agent, const domain::LedgerPosition& first) {
  if (first.seq == 1) return wire::epoch_start_head(agent, first.epoch);
  const domain::LedgerPosition position{first.epoch, first.seq - 1};
  const auto before = store.at(position);
  if (!before) {
    const std::string place = wire::format_ref(position);
    throw LedgerBroken("台账第 " + place + " 行缺失,停止上传;请重启程序以隔离损坏的台账,并联系管理员 / ledger line " + place +
                           " is missing, sending stopped; restart the program, which sets the damaged ledger aside, "
                           "and call the administrator",
                       position, {});
  }
  return before->head;
}

[[noreturn]] void refuse(const domain::LedgerPosition& first, const domain::LedgerPosition& last) {
  const std::string range = wire::format_ref(first) + "…" + wire::format_ref(last);
  throw LedgerBroken("台账 " + range + " 行与链头不符,不予签名上传;请运行 quaywatt-agent ledger verify 并联系管理员 / ledger "
                     "lines " + range + " do not fit their chain heads and are not signed; run quaywatt-agent ledger "
                     "verify and call the administrator",
                     first, {});
}

}  // namespace

std::string outgoing_batch(LedgerStore& store, const std::string& agent, const wire::SigningKey& key,
                           const domain::LedgerPosition& first, std::size_t max_lines,
                           const std::optional<wire::Receipt>& farthest_receipt) {
  const domain::Head before = head_before(store, agent, first);
  std::size_t wanted = std::min(max_lines, wire::kBatchMaxLines);
  for (;;) {
    const auto stored = store.read(first, wanted, wire::kBatchMaxBytes - kHeaderBytesMax);
    if (stored.empty()) refuse(first, first);
    std::vector<std::string> lines;
    for (const auto& line : stored) lines.push_back(line.line);
    auto batch = wire::make_batch(agent, first.epoch, first.seq, before, std::move(lines), key);
    if (batch.head_after != stored.back().head) refuse(first, stored.back().position);
    batch.farthest_receipt = farthest_receipt;
    std::string body = wire::gzip(wire::encode_batch(batch));
    if (body.size() <= wire::kBatchMaxCompressedBytes || stored.size() == 1) return body;
    wanted = stored.size() / 2;
  }
}

}  // namespace quaywatt::agent
