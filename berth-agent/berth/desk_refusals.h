#pragma once
// Refusals that come from the desk itself rather than from a decision.

#include "berth-agent/berth/desk_refusal.h"
#include "domain/berth/journal.h"
#include "schema/wire/defect.h"

namespace quaywatt::agent {

DeskRefusal refuse_role();
DeskRefusal refuse_reused_request();
DeskRefusal refuse_changed_meter();
DeskRefusal refuse_unwritable(const wire::Defect& defect);
DeskRefusal refuse_set_aside(domain::LineRefusal refusal);

}  // namespace quaywatt::agent
