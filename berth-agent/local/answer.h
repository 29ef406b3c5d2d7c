#pragma once
// What the local interface answers: a JSON body, or a problem (RFC 9457) with reason and next step in two languages.

#include <nlohmann/json_fwd.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "berth-agent/berth/desk_refusal.h"
#include "domain/ledger/ledger_line.h"
#include "schema/wire/defect.h"

namespace quaywatt::agent {

using Json = nlohmann::ordered_json;

struct Answer {
  int http_code = 200;
  Json body;
  std::vector<std::pair<std::string, std::string>> headers;  ///< beside the ones every answer has

  bool is_problem() const { return http_code >= 400; }
};

Answer ok(Json body);

/// `code` is the stable word a program may ask for.
Answer problem(int http_code, std::string_view code, std::string zh, std::string en);

/// 400 with the JSON pointer of the field.
Answer bad_body(const wire::Defect& defect);

/// The desk's refusal, with its HTTP status.
Answer refused(const DeskRefusal& refusal);
int http_code_of(RefusalCode code);

/// 201: the line as it stands in the ledger.
Answer recorded(const domain::LedgerLine& line);

}  // namespace quaywatt::agent
