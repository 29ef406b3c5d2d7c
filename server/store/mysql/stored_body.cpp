#include "server/store/mysql/stored_body.h"

#include "server/store/store_error.h"

namespace quaywatt::server::mysql {

wire::Batch batch_from_stored(const std::string& agent, std::string_view body_gzip) {
  const auto body = wire::gunzip(body_gzip, wire::kBatchMaxBytes);
  if (!body) throw StoreFault("a held batch of " + agent + " does not unpack any more");
  auto decoded = wire::decode_batch(*body, agent);
  if (const auto* defect = std::get_if<wire::FramingDefect>(&decoded)) {
    throw StoreFault("a held batch of " + agent + " does not read any more: " + defect->text);
  }
  return std::get<wire::Batch>(std::move(decoded));
}

}  // namespace quaywatt::server::mysql
