#include "berth-agent/ledger/checkpoint.h"

#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {
constexpr char kNote[] = "checkpoint";  // "<epoch>.<seq> <head>"
}

std::optional<Checkpoint> read_checkpoint(LedgerStore& store) {
  const auto text = store.note(kNote);
  if (!text) return std::nullopt;
  const auto space = text->find(' ');
  if (space == std::string::npos) return std::nullopt;
  const auto position = wire::parse_ref(text->substr(0, space));
  if (!position) return std::nullopt;
  const auto held = store.at(*position);
  if (!held || held->head != text->substr(space + 1)) return std::nullopt;
  return Checkpoint{*position, held->head};
}

void write_checkpoint(LedgerStore& store, const Checkpoint& checkpoint) {
  store.put_note(kNote, wire::format_ref(checkpoint.position) + " " + checkpoint.head);
}

}  // namespace quaywatt::agent
