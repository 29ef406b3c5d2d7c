// Names, numbers and figures as people type them: vessels' names (fault V10) and numbers, written text, decimals,
// instants.

#include <string>

#include "domain/berth/vessel_name.h"
#include "domain/meter/decimal.h"
#include "domain/registers/vessel_numbers.h"
#include "domain/registers/written_text.h"
#include "domain/time/instant.h"
#include "server/usecases/vessel_match.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

void check_names(const std::string& text) {
  const auto key = domain::name_key(text);
  if (!domain::count_characters(text)) return;  // bytes that are no UTF-8 stay as they are, whatever they then meet
  demand(domain::name_key(key) == key, "a name's key is its own key");
  demand(domain::name_key(" " + text + "\xE3\x80\x80") == key, "blanks around a name are no part of it");
  server::StayRecord record;
  record.stay.vessel.name = text;
  record.vessel_candidates = {{"CN20120004711", key, std::nullopt, {}}, {"CN20120004712", "苏锡货1098", 413'770'001, {}}};
  server::match_vessel(record);
  if (key != domain::name_key("苏锡货1098")) demand(record.vessel.has_value(), "a name that one vessel has names it");
  else demand(!record.vessel, "a name that two vessels have decides nothing");
}

void check_numbers(const std::string& text) {
  if (const auto imo = domain::parse_imo_number(text)) {
    demand(domain::parse_imo_number(std::to_string(*imo)) == imo, "an IMO number reads as itself");
  }
  if (const auto identity = domain::parse_vessel_identity(text)) {
    demand(domain::parse_vessel_identity(*identity) == identity, "an identity reads as itself");
  }
  if (const auto number = domain::parse_decimal(text)) {
    const auto shown = domain::format_decimal(*number);
    const auto again = domain::parse_decimal(shown);
    if (shown.size() <= 18) demand(again && domain::format_decimal(*again) == shown, "a decimal shows as itself");
    (void)domain::multiply(*number, *number);
    (void)domain::rounded_to(*number, -2);
  }
}

void check_text(const std::string& text) {
  const auto inner = domain::without_outer_spaces(text);
  demand(inner.size() <= text.size(), "stripping adds nothing");
  demand(domain::without_outer_spaces(inner) == inner, "what is stripped is stripped");
  const auto plain = domain::plain_width(text);
  if (domain::count_characters(text)) demand(domain::plain_width(plain) == plain, "plain text stays plain");
  if (const auto count = domain::count_characters(text)) demand(*count <= text.size(), "a character has its bytes");
  (void)domain::has_hidden_characters(text);
}

void check_instants(const std::string& text) {
  if (const auto instant = domain::parse_instant(text)) {
    demand(domain::parse_instant(domain::format_instant(*instant)) == instant, "an instant reads as itself");
  }
  if (const auto date = domain::parse_date(text)) {
    demand(domain::format_date(*date) == text, "a date has one form");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::Input(data, size).text());
  check_names(text);
  check_numbers(text);
  check_text(text);
  check_instants(text);
  return 0;
}
