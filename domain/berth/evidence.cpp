#include "domain/berth/evidence.h"

#include <algorithm>
#include <ranges>

namespace quaywatt::domain {

namespace {

bool speaks_for_the_terminal(ActorRole role) {
  return role == ActorRole::terminal_operator || role == ActorRole::foreman || role == ActorRole::officer;
}

}  // namespace

bool delivered_in_time(const Written& written, const LineReceipt& receipt, const EvidenceSettings& settings) {
  // A demonstration clock runs away from the server's; it is declared in `epoch_opened` and refused in operation.
  if (written.sync == ClockSync::shortened) return true;
  const Instant could_have_been = std::min(receipt.first_contact_at.value_or(receipt.received_at), receipt.received_at);
  return receipt.received_at - std::max(written.at, could_have_been) <= settings.lag;
}

bool written_before_departure(const Written& written, const Stay& stay) {
  if (!stay.ended || !stay.departed_at) return true;
  const Written& ended = *stay.ended;
  if (written.position > ended.position) return false;
  const bool same_boot = written.boot == ended.boot && written.mono <= ended.mono;
  const Instant written_at = same_boot ? ended.at - (ended.mono - written.mono) : written.at;
  return written_at <= *stay.departed_at;
}

bool recorded_at_the_time(const Declaration& declaration, const Stay& stay, const LineReceipt& receipt,
                          const EvidenceSettings& settings) {
  const bool claims_nothing_left = declaration.to && *declaration.to < claims_from(declaration, settings);
  return !claims_nothing_left && written_before_departure(declaration.written, stay) &&
         delivered_in_time(declaration.written, receipt, settings);
}

bool terminal_confirmed(const Declaration& declaration) {
  for (const auto& confirmation : std::views::reverse(declaration.confirmations)) {
    if (!speaks_for_the_terminal(confirmation.written.actor.role)) continue;
    if (same_person(confirmation.written.actor, declaration.written.actor)) continue;
    return confirmation.accepted;
  }
  return false;
}

Instant claims_from(const Declaration& declaration, const EvidenceSettings& settings) {
  return std::max(declaration.from, declaration.written.at - settings.lag);
}

}  // namespace quaywatt::domain
